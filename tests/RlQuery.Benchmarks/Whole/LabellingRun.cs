using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;

namespace RlQuery.Benchmarks.Whole;

/// <summary>A large table, read from a CSV file: how long its first question takes from the start of the process, each answer after it, and a query.</summary>
internal static class LabellingRun
{
    /// <summary>Verb of the process that labels.</summary>
    public const string Verb = "label-once";

    /// <summary>Verb of the process that chooses rows once.</summary>
    public const string QueryVerb = "query-once";

    /// <summary>Answers that are given.</summary>
    public const int Answers = 40;

    private const int Labelled = 20;
    private static readonly IReadOnlySet<int> None = new SortedSet<int>();

    /// <summary>Runs a verb in a process of its own.</summary>
    /// <param name="verb">One of the verbs.</param>
    /// <param name="chooser">A folder of a policy beside the program, or a strategy.</param>
    /// <param name="file">Of <see cref="Write"/>.</param>
    public static LabellingCost Measure(string verb, string chooser, string file) =>
        JsonSerializer.Deserialize<LabellingCost>(OwnProcess.Output(verb, chooser, file))!;

    /// <summary>Writes a table: twelve overlapping clusters in two classes, of which the first rows are labelled.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="features">Columns beside the label.</param>
    /// <param name="labelled">Whether the first rows are labelled.</param>
    public static void Write(string file, int rows, int features, bool labelled)
    {
        var draws = new Pcg64(1, "labelling");
        double[] centres = [.. Enumerable.Range(0, 12 * features).Select(_ => 1.2 * draws.NextGaussian())];
        using var writer = new StreamWriter(file, append: false, Encoding.ASCII, 1 << 16);
        writer.WriteLine(string.Join(',', Enumerable.Range(0, features).Select(i => $"x{i}")) + ",label");
        for (int row = 0; row < rows; row++)
        {
            int cluster = draws.NextInt(12);
            for (int j = 0; j < features; j++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{centres[(cluster * features) + j] + draws.NextGaussian():F4},"));
            }
            writer.WriteLine(labelled && row < Labelled ? Answer(row) : "");
        }
    }

    /// <summary>Labels in this process, and prints what it took.</summary>
    public static void Label(string chooser, string file)
    {
        LabellingTable table = LabellingTable.Of(TableReader.Read(file, "label", Known.Parts), "label", new MixedTableFeaturizer());
        _ = TableFingerprint.Of(table.Cells);
        double read = SinceStart();
        LabellingState state = table.Begin(["even", "odd"]);
        var learner = new LogisticRegressionFactory();
        var questions = new StrategyQuestions(table, Find(chooser), learner, 40, 0, None, None, Environment.ProcessorCount);
        var meter = new ProgressMeter(table, learner, 0, None);
        int row = questions.Next(state, null)!.Row;
        (double first, double firstProcessor, long peak) = (SinceStart(), 1000 * ProcessorTime.Now, Peak());
        var times = new List<double>();
        double processor = ProcessorTime.Now;
        for (int i = 0; i < Answers; i++)
        {
            long start = Stopwatch.GetTimestamp();
            state.Apply(new QuestionAsked(row));
            state.Apply(new RowLabelled(row, Answer(i)));
            row = questions.Next(state, null)!.Row;
            meter.Measure(state);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Report(new LabellingCost(
            read, first, firstProcessor, peak, Median.Of(times), times.Max(), 1000 * (ProcessorTime.Now - processor) / Answers));
    }

    /// <summary>Chooses five rows in this process, and prints what it took.</summary>
    public static void Query(string chooser, string file)
    {
        Dataset data = DatasetReader.Read(file, new DatasetReaderOptions { Target = "label", Featurizer = new MixedTableFeaturizer() });
        double read = SinceStart();
        double processor = ProcessorTime.Now;
        QueryBatch.Choose(data, Find(chooser), new LogisticRegressionFactory(), 5, 40, 0, Environment.ProcessorCount);
        (double chosen, double all) = (SinceStart(), ProcessorTime.Now);
        Report(new LabellingCost(read, chosen, 1000 * all, Peak(), chosen - read, chosen - read, 1000 * (all - processor)));
    }

    // Classes without a meaning: what is asked does not get easier with the answers.
    private static string Answer(int number) => number % 2 == 0 ? "even" : "odd";

    private static IQueryStrategy Find(string chooser) => Path.Combine(AppContext.BaseDirectory, chooser) is var folder && Directory.Exists(folder)
        ? PolicyReader.Load(folder, Known.Parts) : Known.Parts.Find<IQueryStrategy>(chooser);

    private static double SinceStart()
    {
        using Process self = Process.GetCurrentProcess();
        return (DateTime.Now - self.StartTime).TotalMilliseconds;
    }

    private static long Peak()
    {
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }

    private static void Report(LabellingCost cost) => Console.WriteLine(JsonSerializer.Serialize(cost));
}
