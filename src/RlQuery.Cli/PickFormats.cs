using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core.Queries;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>The ways in which <c>query</c> prints its rows.</summary>
internal static class PickFormats
{
    private const int MostReasons = 3;

    private static readonly Dictionary<string, Action<Terminal, IReadOnlyList<string>, IReadOnlyList<Pick>>> Formats = new()
    {
        ["table"] = WriteTable,
        ["csv"] = WriteCsv,
        ["json"] = WriteJson,
    };

    public static IReadOnlyCollection<string> Names => Formats.Keys;

    /// <summary>Prints rows in a format of <see cref="Names"/>.</summary>
    public static void Write(string format, Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks) =>
        Formats[format](terminal, signals, picks);

    private static void WriteTable(Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks)
    {
        Table table = Tables.Create("row", "score", "signals").Numbers(..2);
        foreach (Pick pick in picks)
        {
            table.Row(
                pick.Row.ToString(CultureInfo.InvariantCulture), Number(pick.Score),
                string.Join(", ", pick.Reasons(MostReasons).Select(signal => string.Create(CultureInfo.InvariantCulture, $"{signals[signal]} {pick.Signals[signal]:F3}"))));
        }
        terminal.Write(table);
    }

    private static void WriteCsv(Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks)
    {
        terminal.Output.WriteLine(string.Join(',', signals.Prepend("score").Prepend("row")));
        foreach (Pick pick in picks)
        {
            terminal.Output.WriteLine(string.Join(',', pick.Signals.Prepend(pick.Score).Select(Number).Prepend(pick.Row.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private static void WriteJson(Terminal terminal, IReadOnlyList<string> signals, IReadOnlyList<Pick> picks)
    {
        var rows = new JsonArray([.. picks.Select(pick => new JsonObject
        {
            ["row"] = pick.Row,
            ["score"] = Rounded(pick.Score),
            ["because"] = new JsonArray([.. pick.Reasons(MostReasons).Select(signal => JsonValue.Create(signals[signal]))]),
            ["signals"] = new JsonObject(signals.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)Rounded(pick.Signals[i])))),
        })]);
        terminal.Output.WriteLine(rows.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }));
    }

    private static decimal Rounded(float value) => Math.Round((decimal)value, 6);

    private static string Number(float value) => value.ToString("F6", CultureInfo.InvariantCulture);
}
