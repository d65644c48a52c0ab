using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using Spectre.Console;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery list</c>: what there is to choose from.</summary>
internal static class ListVerb
{
    private static readonly Dictionary<string, Func<Table>> Lists = new()
    {
        ["strategies"] = Strategies,
        ["signals"] = Signals,
        ["policies"] = Policies,
        ["environments"] = Environments,
    };

    public static Command Create(Terminal terminal)
    {
        Argument<string> what = new("WHAT") { HelpName = string.Join('|', Lists.Keys), Description = "What to list." };
        var verb = new Verb(
            "list", "List the data sets, strategies, signals, policies or environments there are.",
            "rlquery list strategies",
            "rlquery list signals")
        {
            what,
        };
        verb.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(what);
            if (!Lists.TryGetValue(name, out Func<Table>? list))
            {
                throw new InvalidInputException($"list: '{name}' is unknown{NearestName.Hint(name, Lists.Keys)}");
            }
            terminal.Write(list());
        });
        return verb;
    }

    private static Table Strategies()
    {
        Table table = Tables.Create("strategy", "labels first");
        foreach (IQueryStrategy strategy in StrategyCatalog.All)
        {
            table.Row(strategy.Name, strategy.Schema.Signals is [ISignal signal]
                ? $"{(signal.Preference == Preference.Highest ? "highest" : "lowest")} {signal.Name}"
                : "any candidate, by lot");
        }
        return table;
    }

    private static Table Signals()
    {
        Table table = Tables.Create("signal", "kind", "meaning");
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
        Table table = Tables.Create("environment", "file");
        foreach (string file in Places.Environments())
        {
            table.Row(Path.GetFileNameWithoutExtension(file), file);
        }
        return table;
    }
}
