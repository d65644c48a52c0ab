using System.CommandLine;
using System.Globalization;
using System.Reflection;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Standard;
using Table = Spectre.Console.Table;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery list</c>: what there is to choose from.</summary>
internal sealed class ListVerb : Verb
{
    // Kinds of parts that have more to tell than a name and a description, and what is no part.
    private static readonly Dictionary<string, Func<Parts, Table>> Lists = new()
    {
        ["data"] = Data,
        ["learners"] = Learners,
        ["strategies"] = Strategies,
        ["signals"] = Signals,
        ["metrics"] = Metrics,
        ["stopping-rules"] = StoppingRules,
        ["formats"] = Formats,
        ["policies"] = _ => Policies(),
        ["environments"] = Environments,
    };

    private readonly Argument<string> _what = new("WHAT") { HelpName = string.Join('|', Names(StudyParts.Create())), Description = "What to list." };

    public ListVerb(Terminal terminal)
        : base(
            "list", "List what there is to choose from: data sets, policies, environments, and every kind of parts.",
            "rlquery list data",
            "rlquery list strategies",
            "rlquery list signals --parts my.dll")
    {
        Add(_what);
        SetAction(parsed => terminal.Write(Find(parsed.GetRequiredValue(_what), PartsOption.Read(parsed))));
    }

    /// <summary>What can be listed.</summary>
    internal static IReadOnlyList<string> Names(Parts parts) => [.. Lists.Keys.Union(parts.Kinds.Select(Plural))];

    private static Table Find(string name, Parts parts) => Lists.TryGetValue(name, out Func<Parts, Table>? list) ? list(parts)
        : parts.Kinds.FirstOrDefault(kind => Plural(kind) == name) is Type kind ? Described(parts, kind)
        : throw new InvalidInputException($"list: '{name}' is unknown{NearestName.Hint(name, [.. Names(parts)])}");

    private static string Plural(Type kind) => kind.GetCustomAttribute<PartKindAttribute>()!.Plural;

    private static Table Described(Parts parts, Type kind)
    {
        Table table = Tables.Create(kind.GetCustomAttribute<PartKindAttribute>()!.Word, "meaning").Sentences();
        foreach (IPart part in parts.All(kind))
        {
            table.Row(part.Name, part.Description);
        }
        return table;
    }

    private static Table Data(Parts parts)
    {
        Table table = Tables.Create("data", "task", "rows", "features", "classes", "origin").Numbers(2..5);
        foreach (CatalogEntry entry in Catalog.Load().Entries)
        {
            table.Row(entry.Name, TaskOf(parts, entry.Kind), $"{entry.Rows}", $"{entry.Features}", entry.Classes > 0 ? $"{entry.Classes}" : "", entry.Origin);
        }
        return table;
    }

    private static Table Learners(Parts parts)
    {
        Table table = Tables.Create("learner", "predicts", "meaning", "tells strategies, besides predictions");
        foreach (ILearnerFactory factory in parts.All<ILearnerFactory>())
        {
            table.Row(factory.Name, LearnerParts.Words(factory.Predicts), factory.Description, factory.Create() switch
            {
                ICurvature => "the curvature of its loss",
                IDecisionValues => "distances to its boundaries",
                ICommittee => "a committee of its own",
                IPredictiveVariance => "its variance",
                _ => "nothing",
            });
        }
        return table;
    }

    private static Table Strategies(Parts parts)
    {
        Table table = Tables.Create("strategy", "tasks", "labels first", "good for");
        foreach (IQueryStrategy strategy in parts.All<IQueryStrategy>())
        {
            table.Row(strategy.Name, Tasks(parts, strategy.SignalList.Needs), strategy.Description, strategy.GoodFor);
        }
        return table;
    }

    private static Table Signals(Parts parts)
    {
        Table table = Tables.Create("signal", "tasks", "meaning").Sentences();
        foreach (ISignal signal in parts.All<ISignal>())
        {
            table.Row(signal.Name, Tasks(parts, signal.Needs), signal.Description);
        }
        return table;
    }

    private static Table Metrics(Parts parts)
    {
        Table table = Tables.Create("metric", "of", "better", "range", "meaning").Sentences();
        foreach (IMetric metric in parts.All<IMetric>())
        {
            table.Row(
                metric.Name, TaskOf(parts, metric.Kind), metric.HigherIsBetter ? "higher" : "lower",
                string.Create(CultureInfo.InvariantCulture, $"{metric.Range.Lowest:0.##}..{metric.Range.Highest:0.##}"), metric.Description);
        }
        return table;
    }

    private static Table StoppingRules(Parts parts)
    {
        Table table = Tables.Create("rule", "holds where").Sentences();
        foreach (StoppingRuleKind kind in parts.All<StoppingRuleKind>())
        {
            table.Row(kind.Form, kind.Description);
        }
        return table;
    }

    private static Table Formats(Parts parts)
    {
        Table table = Tables.Create("format", "extensions", "meaning").Sentences();
        foreach (ITableFormat format in parts.All<ITableFormat>())
        {
            table.Row(format.Name, string.Join(", ", format.Extensions), format.Description);
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

    private static Table Environments(Parts parts)
    {
        Table table = Tables.Create("environment", "task", "file");
        foreach (string file in Places.Environments())
        {
            table.Row(Path.GetFileNameWithoutExtension(file), EnvironmentFile.Read(file, parts).Task, file);
        }
        return table;
    }

    private static string Tasks(Parts parts, SignalNeeds needs) =>
        string.Join(", ", parts.All<ITask>().Where(task => needs.AreMetBy(task)).Select(task => task.Name));

    private static string TaskOf(Parts parts, TargetKind target) =>
        string.Join(", ", parts.All<ITask>().Where(task => task.Target == target).Select(task => task.Name));
}
