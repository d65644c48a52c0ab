using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Studies.Advice;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>The ways in which <c>advise</c> prints what it says.</summary>
internal static class AdviceFormats
{
    /// <summary>For a person.</summary>
    public const string Table = "table";

    private const string Json = "json";
    private const int MostAlike = 5;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static IReadOnlyCollection<string> Names { get; } = [Table, Json];

    /// <summary>Prints advice in a format of <see cref="Names"/>.</summary>
    public static void Write(string format, Terminal terminal, string policy, TableAdvice advice, AdvisedRange range)
    {
        if (format == Json)
        {
            terminal.Output.WriteLine(ToJson(advice, range).ToJsonString(Indented));
            return;
        }
        WriteTable(terminal, policy, advice, range);
    }

    private static void WriteTable(Terminal terminal, string policy, TableAdvice advice, AdvisedRange range)
    {
        TableDescriptors table = advice.Table;
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"{table.Rows} rows, {table.Features} features in {table.EffectiveDimensions:F1} effective dimensions, {table.Classes} classes"));
        bool hasPolicy = advice.Expected.Count == 0 || advice.Expected.Any(row => row.PolicyOverMargin is not null);
        if (!hasPolicy && range.State != AdvisedRange.Outside)
        {
            terminal.Output.WriteLine($"{policy} was not measured on sets that it never saw; only margin is compared");
        }
        if (advice.Expected.Count > 0)
        {
            terminal.Output.WriteLine(FormattableString.Invariant(
                $"Expected difference in mean accuracy over the queries, with intervals that hold for {100 * TableAdvice.Coverage:F0} of 100 new tables:"));
            string[] compared = hasPolicy ? [$"{policy} - random", $"{policy} - margin"] : [];
            Table shown = Tables.Create(["queries", "margin - random", .. compared]).Numbers(..4);
            foreach (BudgetAdvice row in advice.Expected)
            {
                ExpectedGain?[] gains = [row.MarginOverRandom, .. hasPolicy ? (ExpectedGain?[])[row.PolicyOverRandom, row.PolicyOverMargin] : []];
                shown.Row([row.Queries.ToString(CultureInfo.InvariantCulture), .. gains.Select(Words)]);
            }
            terminal.Write(shown);
        }
        terminal.Output.WriteLine(Reason(advice));
        terminal.Output.WriteLine(range.Line);
        terminal.Output.WriteLine(AdviceVerdict.Of(advice));
    }

    // Which sets, and on how many of them the policy was ahead.
    private static string Reason(TableAdvice advice)
    {
        double[] gains = [.. advice.Alike.Select(set => set.Gain(GainKind.PolicyOverMargin, AdviceVerdict.Usual)).OfType<double>()];
        string such = advice.Alike.Count > MostAlike ? "such as " : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Reason: on {gains.Count(gain => gain > 0)} of the {gains.Length} measured sets that are most alike ({string.Join(", ", advice.AlikeIn)}), "
            + $"the policy of the measured recipe was ahead of margin with {AdviceVerdict.Usual} queries: "
            + $"{such}{string.Join(", ", advice.Alike.Take(MostAlike).Select(Describe))}.");
    }

    private static string Describe(MeasuredSet set) => FormattableString.Invariant($"{set.Name} ({set.Table.Features} features, {set.Table.Classes} classes)");

    private static string Words(ExpectedGain? gain) => gain is null ? "not measured"
        : FormattableString.Invariant($"{gain.Value:+0.000;-0.000;0.000} [{gain.Lower:F3}, {gain.Upper:F3}]");

    private static JsonObject ToJson(TableAdvice advice, AdvisedRange range) => new()
    {
        ["verdict"] = AdviceVerdict.Of(advice),
        ["rows"] = advice.Table.Rows,
        ["features"] = advice.Table.Features,
        ["classes"] = advice.Table.Classes,
        ["effective_dimensions"] = advice.Table.EffectiveDimensions,
        ["two_valued"] = advice.Table.TwoValued,
        ["embedded"] = advice.Table.Embedded,
        ["balance"] = advice.Table.Balance,
        ["range"] = range.State,
        ["range_line"] = range.Line,
        ["coverage"] = TableAdvice.Coverage,
        ["expected"] = new JsonArray([.. advice.Expected.Select(ToJson)]),
        ["alike"] = new JsonArray([.. advice.Alike.Select(set => JsonValue.Create(set.Name))]),
    };

    private static JsonObject ToJson(BudgetAdvice row) => new()
    {
        ["queries"] = row.Queries,
        ["margin_over_random"] = ToJson(row.MarginOverRandom),
        ["policy_over_random"] = ToJson(row.PolicyOverRandom),
        ["policy_over_margin"] = ToJson(row.PolicyOverMargin),
    };

    private static JsonArray? ToJson(ExpectedGain? gain) =>
        gain is null ? null : [.. new[] { gain.Value, gain.Lower, gain.Upper }.Select(value => JsonValue.Create(Math.Round(value, 6)))];
}
