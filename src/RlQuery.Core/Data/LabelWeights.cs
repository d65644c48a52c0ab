using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>What the labels of a table count: its column of kind <see cref="ColumnKind.Weight"/>.</summary>
internal static class LabelWeights
{
    private const double Largest = 1_000_000;

    /// <summary>Reads the weights.</summary>
    /// <param name="table">A table whose schema was applied.</param>
    /// <param name="faults">Receives what is wrong, and a note on what was read.</param>
    /// <returns>The weight of each row, 1 where its cell is empty; null where there is no such column, or all are 1.</returns>
    public static double[]? Read(Table table, FaultList faults)
    {
        if (ColumnOf(table) is not { } column)
        {
            return null;
        }
        double[] weights = new double[table.Rows];
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] = 1;
            if (column.CellOf(row) is { } cell && FaultOf(cell, out weights[row]) is { } fault)
            {
                faults.Add(table.Lines[row], column.Name, fault);
            }
        }
        if (Array.TrueForAll(weights, weight => weight == 1))
        {
            return null;
        }
        faults.Note(FormattableString.Invariant($"column {column.Name} says what each label counts, {weights.Min():0.####} to {weights.Max():0.####}"));
        return weights;
    }

    /// <summary>The same table without the labels that count nothing.</summary>
    /// <param name="table">A table whose schema was applied.</param>
    /// <param name="target">Its target column.</param>
    public static Table WithoutWorthless(Table table, int target)
    {
        TableColumn? column = ColumnOf(table);
        bool IsWorthless(int row) => column!.CellOf(row) is { } cell && FaultOf(cell, out double weight) is null && weight == 0;
        if (column is null || !Enumerable.Range(0, table.Rows).Any(IsWorthless))
        {
            return table;
        }
        TableColumn labels = table.Columns[target];
        TableColumn left = labels with { Cells = [.. Enumerable.Range(0, table.Rows).Select(row => IsWorthless(row) ? null : labels.CellOf(row))] };
        return table with { Columns = [.. table.Columns.Select((own, i) => i == target ? left : own)] };
    }

    private static TableColumn? ColumnOf(Table table) => table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Weight)?.WithPoints();

    private static string? FaultOf(string cell, out double weight) =>
        CellText.Parse(cell, out weight) == CellKind.Number && weight is >= 0 and <= Largest ? null
            : $"{CellText.Show(cell)} is no weight of a label; use 0 to 1000000, or leave the cell empty for 1";
}
