using System.CommandLine;
using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using Table = Spectre.Console.Table;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery list</c>: what there is to choose from.</summary>
internal sealed class ListVerb : Verb
{
    private static readonly Dictionary<string, Func<Table>> Lists = new()
    {
        ["data"] = Data,
        ["learners"] = Learners,
        ["strategies"] = Strategies,
        ["signals"] = Signals,
        ["metrics"] = Metrics,
        ["stopping-rules"] = StoppingRules,
        ["policies"] = Policies,
        ["environments"] = Environments,
    };

    private readonly Argument<string> _what = new("WHAT") { HelpName = string.Join('|', Lists.Keys), Description = "What to list." };

    public ListVerb(Terminal terminal)
        : base(
            "list", "List the data sets, learners, strategies, signals, metrics, stopping rules, policies or environments there are.",
            "rlquery list data",
            "rlquery list strategies")
    {
        Add(_what);
        SetAction(parsed => terminal.Write(Find(parsed.GetRequiredValue(_what))()));
    }

    private static Func<Table> Find(string name) => Lists.TryGetValue(name, out Func<Table>? list)
        ? list
        : throw new InvalidInputException($"list: '{name}' is unknown{NearestName.Hint(name, Lists.Keys)}");

    private static Table Data()
    {
        Table table = Tables.Create("data", "task", "rows", "features", "classes", "origin").Numbers(2..5);
        foreach (CatalogEntry entry in Catalog.Load().Entries)
        {
            table.Row(entry.Name, TaskCatalog.Of(entry.Kind).Name, $"{entry.Rows}", $"{entry.Features}", entry.Classes > 0 ? $"{entry.Classes}" : "", entry.Origin);
        }
        return table;
    }

    private static Table Learners()
    {
        Table table = Tables.Create("learner", "predicts", "tells strategies, besides predictions");
        foreach (ILearnerFactory factory in LearnerCatalog.All)
        {
            table.Row(factory.Name, factory.Predicts == TargetKind.Number ? "numbers" : "classes", factory.Create() switch
            {
                ICurvature => "the curvature of its loss",
                IDecisionValues => "distances to its boundaries",
                IPosteriorSamples => "a committee of its own",
                IPredictiveVariance => "its variance",
                _ => "nothing",
            });
        }
        return table;
    }

    private static Table Strategies()
    {
        Table table = Tables.Create("strategy", "tasks", "labels first");
        foreach (IQueryStrategy strategy in StrategyCatalog.All)
        {
            IEnumerable<string> tasks = TaskCatalog.All.Where(task => strategy.Schema.Needs.AreMetBy(task)).Select(task => task.Name);
            table.Row(strategy.Name, string.Join(", ", tasks), strategy.Schema.Signals.Count == 0
                ? "any candidate, by lot"
                : string.Join(", then ", strategy.Schema.Signals.Select(signal => $"{(signal.Preference == Preference.Highest ? "highest" : "lowest")} {signal.Name}")));
        }
        return table;
    }

    private static Table Signals()
    {
        Table table = Tables.Create("signal", "kind", "meaning").Sentences();
        foreach (ISignal signal in SignalCatalog.Signals)
        {
            table.Row(signal.Name, "candidate", signal.Description);
        }
        foreach (IStateValue value in SignalCatalog.State)
        {
            table.Row(value.Name, "state", value.Description);
        }
        return table;
    }

    private static Table Metrics()
    {
        Table table = Tables.Create("metric", "of", "better", "range", "meaning").Sentences();
        foreach (IMetric metric in MetricCatalog.All)
        {
            table.Row(
                metric.Name, TaskCatalog.Of(metric.Kind).Name, metric.HigherIsBetter ? "higher" : "lower",
                string.Create(CultureInfo.InvariantCulture, $"{metric.Range.Lowest:0.##}..{metric.Range.Highest:0.##}"), metric.Description);
        }
        return table;
    }

    private static Table StoppingRules()
    {
        Table table = Tables.Create("rule", "holds where").Sentences();
        foreach (StoppingRuleKind kind in StoppingRuleKind.All)
        {
            table.Row(kind.Form, kind.Description);
        }
        return table;
    }

    private static Table Policies()
    {
        Table table = Tables.Create("policy", "folder");
        foreach (string file in Places.Policies())
        {
            string folder = Path.GetDirectoryName(file)!;
            table.Row(Path.GetFileName(folder), folder);
        }
        return table;
    }

    private static Table Environments()
    {
        Table table = Tables.Create("environment", "task", "file");
        foreach (string file in Places.Environments())
        {
            table.Row(Path.GetFileNameWithoutExtension(file), EnvironmentFile.Read(file).Task, file);
        }
        return table;
    }
}
