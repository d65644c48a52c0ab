using RlQuery.Reports;

namespace RlQuery.Studies.Difficulty;

/// <summary>Expected against measured disagreement, by tenths of what is expected.</summary>
internal static class DifficultyFigure
{
    private const int FewestRows = 50;

    private static readonly string[] Shown = ["uncalibrated", "record-60", "record-200", "other-sets"];

    public static Figure Create(IReadOnlyList<DifficultyRow> rows) => CalibrationFigure.Create(
        "Expected and recorded disagreement of two annotators",
        $"A dot for each tenth of the expected probability with {FewestRows} rows or more, none of which a model was told of.",
        [
            .. DifficultyMethod.All.Where(method => Shown.Contains(method.Name))
                .Select(method => Panel(method.Title, [.. rows.Where(row => row.Method == method)])),
        ]);

    private static CalibrationPanel Panel(string title, DifficultyRow[] rows) => new(
        title,
        [
            ("sets of two classes", Points(rows.Where(row => row.Set.Entry.Classes == 2))),
            ("sets of more classes", Points(rows.Where(row => row.Set.Entry.Classes > 2))),
        ],
        0, 0);

    private static IReadOnlyList<(double Expected, double Measured)> Points(IEnumerable<DifficultyRow> rows) =>
        [.. DifficultyTables.BinsOf(rows).Where(bin => bin.Rows >= FewestRows).Select(bin => (bin.Expected, bin.Measured))];
}
