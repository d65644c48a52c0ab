using System.Globalization;
using RlQuery.Benchmarks.Compare;
using RlQuery.Benchmarks.Problems;
using RlQuery.Benchmarks.Scaling;
using RlQuery.Benchmarks.Steps;
using RlQuery.Benchmarks.Whole;
using RlQuery.Core;
using RlQuery.Core.Tasks;
using RlQuery.Reports;

namespace RlQuery.Benchmarks.Output;

/// <summary>The sections of the report: each prints itself and, with a folder, leaves its table there.</summary>
internal sealed partial class SpeedReport(string? folder, TextWriter output)
{
    private readonly List<string> _sections = [];

    /// <summary>Ours and scikit-learn in turns.</summary>
    public void Compare(string python, string only)
    {
        using var reference = new ReferenceProcess(python);
        using var exchange = new ExchangeFolder();
        ComparedRow[] rows =
        [
            .. Contests.All(reference, exchange)
                .Where(contest => contest.Work.Contains(only, StringComparison.OrdinalIgnoreCase))
                .Select(contest => Announced(contest.Work, () => Comparison.Run(contest))),
        ];
        string versions = reference.Ask(new { work = "versions" }).GetProperty("text").GetString()!;
        Add(
            "comparison", $"Against numpy and scikit-learn by hand ({versions}), one thread each, in turns; medians of processor time",
            new Table(
                [
                    "work", "unit", "ours (us)", "reference (us)", "times faster", "goal", "seeds", "mean AUBC difference", "largest", "picks", "same picks",
                    "largest score gap",
                ],
                [.. rows.Select(Cells)]),
            "The reference is timed at scikit-learn's default tolerance. Answers are compared with it at a tight one: AUBC over the seeds, each side "
                + "following its own "
            + "picks; and pick by pick in the same state, where the gap is by how much the reference scores our pick worse than its own. "
            + "The reference of deep Q-learning is eager PyTorch as it is installed, and Debian's is built on a slow matrix library: elsewhere it made 1385 "
            + "to 1584 updates "
            + "a second with 1 next candidate and 205 to 235 with 20.");
    }

    /// <summary>What a step of the environment costs.</summary>
    public void Steps()
    {
        Problem problem = BenchmarkData.Gaussian(400, 400, 20, 2, 10);
        (string Name, IReadOnlyList<Core.Signals.ISignal> Signals, double Goal)[] sets =
        [
            ("no signals", [], double.NaN),
            ("signals of probabilities", SignalSets.Probabilities, double.NaN),
            ("all but the committee's and the look-ahead's", SignalSets.WithoutCommittee, 150),
            ("all", SignalSets.All, 600),
        ];
        Add(
            "steps", "An environment step: pool 400, test 400, 20 features, 2 classes, 10 to 70 labels; logistic regression, all state values",
            new Table(
                ["signals", "us", "goal (us)", "bytes allocated"],
                [.. sets.Select(set =>
                {
                    StepCost cost = Announced(set.Name, () => StepCost.Measure(problem, set.Signals, steps: 60));
                    return new[] { set.Name, Number(1e6 * cost.Seconds), double.IsNaN(set.Goal) ? "" : Number(set.Goal), Number(cost.Bytes) };
                })]),
            "");
    }

    /// <summary>How cost grows, and how far it is from the arithmetic.</summary>
    public void Scale()
    {
        IReadOnlyList<GrowthPanel> panels = Announced("growth", Growth.Measure);
        Add(
            "growth", "How cost grows with each size (others: pool 1000, 20 features, 2 classes, 50 labels; pool 2000 for labels): us, and the exponent of "
                + "the power law that fits best",
            new Table(
                ["size", "cost", "exponent", "size: us"],
                [.. panels.SelectMany(panel => panel.Costs.Select(cost => new[]
                {
                    panel.Size, cost.Name, Growth.Exponent(panel.Sizes, cost.Costs).ToString("F2", CultureInfo.InvariantCulture),
                    string.Join("; ", panel.Sizes.Zip(cost.Costs, (size, us) => $"{Number(size)}: {Number(us)}")),
                }))]),
            "![Growth](growth.png)");
        if (folder is not null)
        {
            GrowthFigure.Create(
                "What a query and an environment step cost",
                "Logistic regression, one thread; a step has every signal but the committee's and the look-ahead's.",
                "microseconds", panels).Save(folder, "growth");
        }
        MeasureArithmetic();
    }

    /// <summary>How fast whole training runs are.</summary>
    public void Train()
    {
        int cores = Environment.ProcessorCount;
        Add(
            "train", $"Training: deep Q-learning, the quickstart's environment with pools of 100, {cores} threads; process start, compilation, data, "
                + "validation and files included",
            new Table(
                [
                    "steps", "steps a second", "goal", "seconds", "processor seconds", "ms of processor per step", "share of the cores",
                    "steps a second if no core did anything else",
                ],
                [.. new[] { 20_000, 60_000 }.Select(steps =>
                {
                    WholeCost cost = Announced($"{steps} steps", () => TrainingRun.Measure(steps));
                    return new[]
                    {
                        Number(cost.Done), Number(cost.Done / cost.Elapsed), "10000", Number(cost.Elapsed), Number(cost.Processor),
                        (1e3 * cost.Processor / cost.Done).ToString("F3", CultureInfo.InvariantCulture),
                        (cost.Processor / cost.Elapsed / cores).ToString("F2", CultureInfo.InvariantCulture), Number(cost.Done * cores / cost.Processor),
                    };
                })]),
            "What other processes take of the cores lowers the share; the last column is what the processor time alone allows.");
    }

    /// <summary>What it costs to choose from a large table.</summary>
    public void Choose()
    {
        int[] sizes = [62_500, 250_000, 1_000_000];
        WholeCost[] costs = [.. sizes.Select(rows => Announced($"{rows} rows", () => ChoiceRun.Measure(rows)))];
        double exponent = Growth.Exponent([.. sizes.Select(rows => (double)rows)], [.. costs.Select(cost => cost.Work)]);
        Add(
            "choose", $"The choice of 100 rows of a table with {ChoiceRun.Features} columns by the quickstart's policy, one thread: time grows with the power "
            + $"{exponent.ToString("F2", CultureInfo.InvariantCulture)} of the rows",
            new Table(
                ["rows", "processor seconds", "us per row", "peak memory (MB)", "data (MB)", "beyond the data (MB)", "goal"],
                [.. sizes.Zip(costs, (rows, cost) =>
                {
                    double megabytes = 4e-6 * rows * ChoiceRun.Features;
                    return new[]
                    {
                        Number(rows), Number(cost.Work), Number(1e6 * cost.Work / rows), Number(1e-6 * cost.PeakBytes), Number(megabytes),
                        Number((1e-6 * cost.PeakBytes) - megabytes), "200",
                    };
                })]),
            "Memory is that of the whole process, the runtime included.");
    }

    /// <summary>The labelling page, for one annotator and for many at once.</summary>
    public void Studio()
    {
        (int Annotators, int Rate)[] crowds = [(1, 5), (20, 5)];
        string place = Directory.CreateTempSubdirectory("rlquery-load-").FullName;
        try
        {
            string file = Path.Combine(place, "table.csv");
            LabellingRun.Write(file, 5000, 50, labelled: false);
            Add(
                "studio", "The labelling page by requests on loopback: margin on 5000 x 50, 20 seconds; from an answer to the next question",
                new Table(
                    ["annotators", "answers a second each", "first question (ms)", "median (ms)", "99 % (ms)", "goal (ms)", "longest (ms)", "answers a second",
                        "answers", "lost or twice"],
                    [.. crowds.Select(crowd =>
                    {
                        StudioCost cost = Announced($"{crowd.Annotators} annotators", () => StudioRun.Measure("margin", crowd.Annotators, crowd.Rate, file));
                        return new[]
                        {
                            Number(crowd.Annotators), Number(crowd.Rate), Number(cost.First), Number(cost.Median), Number(cost.Late), "300",
                            Number(cost.Longest), Number(cost.PerSecond), Number(cost.Answers), Number(cost.Lost),
                        };
                    })]),
                "The clients run in the server's process, on the same cores. The first question counts the opening of every link.");
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>Large tables: questions of a session, and a query.</summary>
    public void Large()
    {
        (string Verb, int Rows, int Features)[] sizes = [(LabellingRun.Verb, 100_000, 50), (LabellingRun.QueryVerb, 1_000_000, 20)];
        string[] choosers = ["policy", "general", "margin"];
        string place = Directory.CreateTempSubdirectory("rlquery-large-").FullName;
        try
        {
            string file = Path.Combine(place, "table.csv");
            var rows = new List<string[]>();
            foreach ((string verb, int count, int features) in sizes)
            {
                LabellingRun.Write(file, count, features, labelled: verb == LabellingRun.QueryVerb);
                rows.AddRange(choosers.Select(chooser =>
                {
                    string name = chooser == "policy" ? "quickstart" : chooser;
                    LabellingCost cost = Announced($"{count} x {features}, {name}", () => LabellingRun.Measure(verb, chooser, file));
                    return new[]
                    {
                        verb == LabellingRun.Verb ? "label" : "query", $"{count} x {features}", name, Number(cost.Read), Number(cost.First),
                        Number(cost.FirstProcessor), Number(1e-6 * cost.PeakBytes), Number(cost.Answer), Number(cost.Longest), Number(cost.Processor),
                    };
                }));
            }
            Add(
                "large",
                $"Large tables from a CSV file, {Environment.ProcessorCount} threads, ms: first question, and the median of {LabellingRun.Answers} answers",
                new Table(
                    [
                        "work", "table", "chooser", "read", "first question", "processor time until then", "peak MB until then", "answer", "longest answer",
                        "processor time of an answer",
                    ], rows),
                "Reading and the first question count from the start of the process, processor time over all threads. An answer includes the accuracy that "
                + "is shown with a question, and no terminal or disk. A query is of five rows with 20 labels; its choice stands in the column of answers.");
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>How fast texts are embedded.</summary>
    public void Embed()
    {
        string[] encoders = ["minilm", "arctic-xs"];
        Add(
            "embed", $"Embedding sentences of 4 to 15 words, {Environment.ProcessorCount} threads: ours in batches, and the package that brings the model "
                + "called for a sentence at a time, in turns",
            new Table(
                ["encoder", "ours (a second)", "package (a second)", "times faster", "goal", "sentences in one run", "peak memory (MB)"],
                [.. encoders.Select(encoder =>
                {
                    (double ours, double package) = Announced(encoder, () => SentenceRun.Compare(encoder));
                    WholeCost many = Announced($"{encoder}, many", () => OwnProcess.Run(SentenceRun.Verb, encoder));
                    return new[]
                    {
                        encoder, Number(ours), Number(package), Number(ours / package), "3", Number(many.Done), Number(1e-6 * many.PeakBytes),
                    };
                })]),
            "Medians of three rounds by the wall clock, the model loaded before. Memory is that of a whole process without a cache, the model included.");
    }

    /// <summary>Writes README.md with all sections.</summary>
    public void Finish()
    {
        if (folder is not null)
        {
            AtomicFile.WriteText(
                Path.Combine(folder, "README.md"),
                "# Speed\n\nWritten by `dotnet run -c Release --project tests/RlQuery.Benchmarks -- compare --out results/speed`.\n\n"
                + $"{Machine.Describe()}. Load of the machine at the end: {Machine.Load()} (1 is this command itself).\n\n" + string.Join("\n", _sections));
        }
    }

    private void MeasureArithmetic()
    {
        double peak = Arithmetic.MatrixProduct();
        double operations = Arithmetic.MarginQuery(1000, 1000, 20, 51);
        Problem problem = BenchmarkData.Gaussian(1000, 1000, 20, 2, 2);
        double seconds = QueryCost.Seconds(problem, queries: 98);
        Add(
            "arithmetic", "Distance to the arithmetic: a margin query, 2 classes, 20 features, pool and test 1000, on average over 2 to 100 labels",
            new Table(
                ["matrix product (Gflop/s)", "operations of a query", "at that rate (us)", "measured (us)", "times the arithmetic"],
                [[Number(peak / 1e9), Number(operations), Number(1e6 * operations / peak), Number(1e6 * seconds), Number(seconds * peak / operations)]]),
            "Operations: scores of pool and test and one Newton step, without exponentials and logarithms; the product is single precision in 256-bit "
                + "vectors.");
    }

    private void Add(string name, string title, Table table, string note)
    {
        output.WriteLine($"{title}\n\n{table.ToMarkdown()}");
        _sections.Add($"## {title}\n\n{table.ToMarkdown()}\n{(note.Length > 0 ? note + "\n" : "")}");
        if (folder is not null)
        {
            AtomicFile.WriteText(Path.Combine(folder, name + ".csv"), table.ToCsv());
        }
    }

    private T Announced<T>(string work, Func<T> run)
    {
        output.WriteLine($"... {work}");
        return run();
    }

    private static string[] Cells(ComparedRow row) =>
    [
        row.Contest.Work, row.Contest.Unit, Number(1e6 * row.Ours), Number(1e6 * row.Reference), Number(row.Ratio), Number(row.Contest.Goal),
        .. row.Agreement is { } agreement
            ? new[]
            {
                Number(agreement.Seeds), Small(agreement.MeanDifference), Small(agreement.LargestDifference), Number(agreement.Picks),
                Number(agreement.Same), Small(agreement.LargestGap),
            }
            : ["", "", "", "", "", ""],
    ];

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 || value == Math.Floor(value) ? "F0" : "F1", CultureInfo.InvariantCulture);

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
