using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Reporting;

namespace RlQuery.Studies.Distillation;

/// <summary>The tables of a distillation, for people and in files.</summary>
public static class DistillationTables
{
    /// <summary>Name of the file in the folder of a distillation.</summary>
    internal const string File = "distil.csv";

    /// <summary>What each strategy is worth.</summary>
    /// <param name="results">The distillation.</param>
    public static TextTable Costs(DistillationResults results)
    {
        var table = new TextTable([.. Heads(results.Reference)], words: 2);
        foreach (DistillationRow row in results.Rows)
        {
            table.Add(Cells(row));
        }
        return table;
    }

    /// <summary>The same in Markdown.</summary>
    internal static string Markdown(string reference, IEnumerable<DistillationRow> rows)
    {
        string[] heads = [.. Heads(reference)];
        return string.Concat(new[] { heads, [.. heads.Select((_, i) => i < 2 ? "---" : "---:")] }.Concat(rows.Select(row => Cells(row).ToArray()))
            .Select(cells => $"| {string.Join(" | ", cells)} |\n"));
    }

    /// <summary>The table of <see cref="File"/>.</summary>
    internal static ResultTable Table(IEnumerable<DistillationRow> rows) => new(
        [
            "measured_on", "problems", "strategy", "aubc", "to_reference", "to_reference_lower", "to_reference_upper", "to_teacher", "to_teacher_lower",
            "to_teacher_upper", "same_pick",
        ],
        [
            .. rows.Select(row => (string[])
            [
                row.MeasuredOn, Decimals.Whole(row.Problems), row.Strategy, Decimals.Format(row.Aubc), .. Ends(row.ToReference), .. Ends(row.ToTeacher),
                Decimals.Format(row.SamePick ?? double.NaN),
            ]),
        ]);

    private static IEnumerable<string> Heads(string reference) => ["measured on", "strategy", "AUBC", $"to {reference}", "to teacher", "same pick"];

    private static IEnumerable<string> Cells(DistillationRow row) =>
    [
        FormattableString.Invariant($"{row.MeasuredOn} ({row.Problems})"), row.Strategy, TextNumbers.Score(row.Aubc), Difference(row.ToReference),
        Difference(row.ToTeacher), row.SamePick is double share ? (100 * share).ToString("F0", CultureInfo.InvariantCulture) + " %" : "",
    ];

    private static string Difference(MeanInterval? one) => one is { } known ? TextNumbers.Signed(known.Mean, known.Lower, known.Upper) : "";

    private static IEnumerable<string> Ends(MeanInterval? one) => one is { } known
        ? [Decimals.Format(known.Mean), Decimals.Format(known.Lower), Decimals.Format(known.Upper)]
        : ["", "", ""];
}
