using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Queries;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>The ways in which <c>query</c> prints its rows.</summary>
internal static class PickFormats
{
    private const int MostReasons = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly Dictionary<string, Action<Terminal, IReadOnlyList<string>, IReadOnlyList<Pick>>> Formats = new()
    {
        ["table"] = WriteTable,
        ["csv"] = WriteCsv,
        ["json"] = (terminal, signals, picks) =>
            terminal.Output.WriteLine(new JsonArray([.. picks.Select(pick => ToJson(signals, pick))]).ToJsonString(Indented)),
        ["jsonl"] = WriteLines,
    };

    public static IReadOnlyCollection<string> Names => Formats.Keys;

    /// <summary>Prints rows in a format of <see cref="Names"/>.</summary>
    public static void Write(string format, Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks) =>
        Formats[format](terminal, signals, picks);

    /// <summary>Prints pairs of rows in a format of <see cref="Names"/>: a pair follows those before it, and all are chosen before any is answered.</summary>
    public static void WritePairs(string format, Terminal terminal, IReadOnlyList<((int First, int Second) Rows, Pick Pick)> pairs)
    {
        JsonObject[] objects = [.. pairs.Select(pair => new JsonObject
        {
            ["first"] = pair.Rows.First,
            ["second"] = pair.Rows.Second,
            ["score"] = Rounded(pair.Pick.Score),
            ["reason"] = pair.Pick.Reason,
        })];
        switch (format)
        {
            case "table":
                Table table = Tables.Create("first", "second", "score", "reason").Numbers(..3).Sentences();
                foreach (((int first, int second), Pick pick) in pairs)
                {
                    table.Row($"{first}", $"{second}", Number(pick.Score), pick.Reason);
                }
                terminal.Write(table);
                break;
            case "csv":
                terminal.Output.WriteLine("first,second,score,reason");
                foreach (((int first, int second), Pick pick) in pairs)
                {
                    terminal.Output.WriteLine($"{first},{second},{Number(pick.Score)},{CsvCell.Quote(CsvCell.Guard(pick.Reason))}");
                }
                break;
            case "json":
                terminal.Output.WriteLine(new JsonArray([.. objects]).ToJsonString(Indented));
                break;
            default:
                Array.ForEach(objects, one => terminal.Output.WriteLine(one.ToJsonString()));
                break;
        }
    }

    private static void WriteTable(Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks)
    {
        Table table = Tables.Create("row", "score", "uncertainty", "difficulty", "reason").Numbers(..4).Sentences();
        foreach (Pick pick in picks)
        {
            table.Row(
                pick.Row.ToString(CultureInfo.InvariantCulture), Number(pick.Score), Share(pick.Judgement.Uncertainty, "-"),
                Share(pick.Judgement.Difficulty, "-"), pick.Reason);
        }
        terminal.Write(table);
    }

    private static void WriteCsv(Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks)
    {
        IEnumerable<string> names = signals.Select(name => CsvCell.Quote(CsvCell.Guard(name)));
        terminal.Output.WriteLine(string.Join(',', (string[])["row", "score", "uncertainty", "difficulty", "reason", .. names]));
        foreach (Pick pick in picks)
        {
            terminal.Output.WriteLine(string.Join(',', (string[])
            [
                pick.Row.ToString(CultureInfo.InvariantCulture), Number(pick.Score), Share(pick.Judgement.Uncertainty, ""),
                Share(pick.Judgement.Difficulty, ""), CsvCell.Quote(CsvCell.Guard(pick.Reason)),
                .. pick.Signals.Select(Number),
            ]));
        }
    }

    private static void WriteLines(Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks)
    {
        foreach (Pick pick in picks)
        {
            terminal.Output.WriteLine(ToJson(signals, pick).ToJsonString());
        }
    }

    private static JsonObject ToJson(IReadOnlyList<string> signals, Pick pick) => new()
    {
        ["row"] = pick.Row,
        ["score"] = Rounded(pick.Score),
        ["uncertainty"] = pick.Judgement.Uncertainty is { } uncertainty ? Rounded(uncertainty) : null,
        ["difficulty"] = pick.Judgement.Difficulty is { } difficulty ? Rounded(difficulty) : null,
        ["reason"] = pick.Reason,
        ["because"] = new JsonArray([.. pick.Reasons(MostReasons).Select(signal => JsonValue.Create(signals[signal]))]),
        ["signals"] = new JsonObject(signals.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)Rounded(pick.Signals[i])))),
    };

    private static decimal Rounded(float value) => Math.Round((decimal)value, 6);

    private static string Share(float? value, string none) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? none;

    // A number rounded to zero has no sign.
    private static string Number(float value) => value.ToString("F6", CultureInfo.InvariantCulture) is var text && text == "-0.000000" ? "0.000000" : text;
}
