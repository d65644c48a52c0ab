using RlQuery.Reports;

namespace RlQuery.Studies.Advice;

/// <summary>Expected against measured gains with the number of queries that was measured most.</summary>
internal static class AdviceFigure
{
    private static readonly (string Name, Func<MeasuredSet, bool> Holds)[] Kinds =
    [
        ("tables, two classes", set => !set.Table.Embedded && set.Table.Classes == 2),
        ("tables, more classes", set => !set.Table.Embedded && set.Table.Classes > 2),
        ("embedded texts and pictures", set => set.Table.Embedded),
    ];

    public static Figure Create(IReadOnlyList<CalibrationRow> rows) => CalibrationFigure.Create(
        "Expected and measured gain in AUBC",
        FormattableString.Invariant($"{ModelChoice.Queries} queries; each set's origin left out. Band: mean interval, {100 * TableAdvice.Coverage:F0} %."),
        [
            .. new[]
                {
                    (GainKind.PolicyOverRandom, "policy over random"), (GainKind.MarginOverRandom, "margin over random"),
                    (GainKind.PolicyOverMargin, "policy over margin"),
                }
                .Select(kind => Panel(kind.Item2, [.. rows.Where(row => row.Kind == kind.Item1 && row.Queries == ModelChoice.Queries)])),
        ]);

    private static CalibrationPanel Panel(string title, CalibrationRow[] rows) => new(
        title,
        [
            .. Kinds.Select(kind => (
                kind.Name, (IReadOnlyList<(double, double)>)[.. rows.Where(row => kind.Holds(row.Set)).Select(row => (row.Expected.Value, row.Measured))])),
        ],
        rows.Average(row => row.Expected.Lower - row.Expected.Value), rows.Average(row => row.Expected.Upper - row.Expected.Value));
}
