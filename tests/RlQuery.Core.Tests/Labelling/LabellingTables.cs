using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Labelling;

/// <summary>Small tables to label, and who asks for their rows.</summary>
internal static class LabellingTables
{
    /// <summary>Two clouds, that of "yes" at odd rows; the target is empty but for the first rows.</summary>
    public static LabellingTable Clouds(int rows, int labelled = 0, double apart = 3)
    {
        var generator = new Pcg64(3, "clouds");
        string?[] x = new string?[rows];
        string?[] y = new string?[rows];
        for (int row = 0; row < rows; row++)
        {
            x[row] = (generator.NextGaussian() + (row % 2 * apart)).ToString("F3", CultureInfo.InvariantCulture);
            y[row] = generator.NextGaussian().ToString("F3", CultureInfo.InvariantCulture);
        }
        return Of(("x", x), ("y", y), ("label", [.. Enumerable.Range(0, rows).Select(row => row < labelled ? Truth(row) : null)]));
    }

    /// <summary>A number to label of each row, nearly linear in x; the target is empty but for the first rows.</summary>
    public static LabellingTable Numbers(int rows, int labelled = 0)
    {
        var generator = new Pcg64(4, "numbers");
        string?[] x = [.. Enumerable.Range(0, rows).Select(_ => generator.NextGaussian().ToString("F3", CultureInfo.InvariantCulture))];
        string?[] y = [.. Enumerable.Range(0, rows).Select(_ => generator.NextGaussian().ToString("F3", CultureInfo.InvariantCulture))];
        Table cells = Cells(("x", x), ("y", y), ("target", [.. Enumerable.Range(0, rows).Select(row => row < labelled ? $"{x[row]}0" : null)]));
        return LabellingTable.Of(cells, null, null, kind: TargetKind.Number);
    }

    /// <summary>The number of a row of <see cref="Numbers"/>.</summary>
    public static string NumberOf(LabellingTable table, int row) => table.Cells.Columns[0].Cells[row]!;

    public static StrategyQuestions NumberQuestions(LabellingTable table, int heldBack = 0, string strategy = "greedy-input-output", double overlap = 0) => new(
        table, Known.Parts.Find<IQueryStrategy>(strategy), new RidgeRegressionFactory(), 1, 5, HeldBackRows.Draw(table.Data.Rows, heldBack, 5),
        OverlapRows.Draw(table.Data.Rows, overlap, 5), 1);

    public static string Truth(int row) => row % 2 == 0 ? "no" : "yes";

    public static LabellingTable Of(params (string Name, string?[] Cells)[] columns) => LabellingTable.Of(Cells(columns), null, new Lengths());

    public static Table Cells(params (string Name, string?[] Cells)[] columns) => new(
        "table", "table.csv", [.. columns.Select(column => new TableColumn(column.Name, ColumnKind.Unknown, column.Cells))],
        [.. Enumerable.Range(2, columns[0].Cells.Length)]);

    public static LabellingState Begin(LabellingTable table) => table.Begin(["no", "yes"]);

    public static StrategyQuestions Questions(LabellingTable table, int heldBack = 0, string strategy = "margin", double overlap = 0) => new(
        table, Known.Parts.TryFind<IQueryStrategy>(strategy) ?? new RepresentativeStrategy(), new LogisticRegressionFactory(), 1, 5,
        HeldBackRows.Draw(table.Data.Rows, heldBack, 5),
        OverlapRows.Draw(table.Data.Rows, overlap, 5), 1);

    // Text and missing cells by their lengths.
    private sealed class Lengths : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features) => new(
            [.. features.Columns.Select(column => column.Name)],
            [.. Enumerable.Range(0, features.Rows).SelectMany(row => features.Columns.Select(column => (float)(column.Cells[row]?.Length ?? 0)))]);
    }
}
