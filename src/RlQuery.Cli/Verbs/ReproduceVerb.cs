using System.CommandLine;
using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Lu2023;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery reproduce</c>: runs a published benchmark by its own protocol, seed by seed.</summary>
internal sealed class ReproduceVerb : Verb
{
    private static readonly string[] Benchmarks = ["lu2023"];

    private static readonly Dictionary<string, TieRule> Ties = new() { ["published"] = TieRule.Published, ["first"] = TieRule.First };

    private readonly Argument<string> _benchmark = new("BENCHMARK")
    {
        HelpName = string.Join('|', Benchmarks),
        Description = "lu2023: Lu, Li and Lin, arXiv 2306.08954; a support vector machine, the whole pool.",
    };

    private readonly Option<string> _data = new("--data") { HelpName = "FILE", Required = true, Description = "LIBSVM file with two classes, also with .gz." };
    private readonly Option<string> _strategy = new("--strategy")
    {
        HelpName = "NAME",
        Description = "Strategy (see 'rlquery list strategies'). Default: margin.",
    };

    private readonly Option<string> _seeds = new("--seeds")
    {
        HelpName = "FIRST-LAST",
        Required = true,
        Description = "Seeds, such as 0-149 or 0,3,10-19; the benchmark leaves out those whose start labels are all of one class.",
    };

    private readonly Option<string> _ties = new("--ties")
    {
        HelpName = string.Join('|', Ties.Keys),
        Description = "How margin breaks ties: like the published run, or by the first row of the training part. Default: published.",
    };

    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "N",
        Description = "Number of threads; results do not depend on it. Default: one for each processor.",
    };

    public ReproduceVerb(Terminal terminal)
        : base(
            "reproduce", "Run a published benchmark by its own protocol; print the area under the learning curve of each seed as CSV.",
            "rlquery reproduce lu2023 --data heart-svmstyle.txt --seeds 0-149 > heart.csv",
            "rlquery reproduce lu2023 --data heart-svmstyle.txt --strategy random --seeds 0-149 --jobs 8")
    {
        Add(_benchmark);
        foreach (Option option in (Option[])[_data, _strategy, _seeds, _ties, _jobs])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Known("reproduce", parsed.GetRequiredValue(_benchmark), Benchmarks, faults);
        string ties = parsed.GetValue(_ties) ?? "published";
        Known("ties", ties, Ties.Keys, faults);
        BenchmarkData? data = faults.Collect(() => BenchmarkData.Read(parsed.GetRequiredValue(_data)));
        IQueryStrategy? strategy = StrategyChoice
            .Heuristics([parsed.GetValue(_strategy) ?? "margin"], PartsOption.Read(parsed), ClassificationTask.Instance, faults)
            .SingleOrDefault();
        IReadOnlyList<long> seeds = SeedList.Parse(parsed.GetRequiredValue(_seeds), faults);
        int jobs = faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, Environment.ProcessorCount);
        faults.ThrowIfAny();

        terminal.Output.WriteLine("seed,aubc");
        Reproduction.Run(
            data!, strategy!, Ties[ties], seeds, jobs,
            (seed, aubc) => terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seed},{aubc:F6}")), terminal.Cancellation);
    }

    private static void Known(string what, string name, IReadOnlyCollection<string> known, Faults faults)
    {
        if (!known.Contains(name))
        {
            faults.Add($"{what}: '{name}' is unknown{NearestName.Hint(name, known)}");
        }
    }
}
