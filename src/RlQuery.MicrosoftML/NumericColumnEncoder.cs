using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Encodes a column of numbers, some of which may be missing.</summary>
internal static class NumericColumnEncoder
{
    public static EncodedColumn Encode(MLContext context, TableColumn column)
    {
        SingleColumn single = SinglePrecision.Of(column);
        Cell[] cells = [.. single.Values.Select(value => new Cell { Value = value })];
        int missing = column.CountMissing();
        if (missing == 0)
        {
            return new EncodedColumn([column.Name], [.. cells.Select(cell => new[] { cell.Value })]) { Notes = [.. single.NotesOn(column.Name)] };
        }
        if (missing == cells.Length)
        {
            return EncodedColumn.Empty;
        }
        IDataView view = context.Data.LoadFromEnumerable(cells);
        IDataView filled = context.Transforms.ReplaceMissingValues(
            nameof(Cell.Value), replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean).Fit(view).Transform(view);
        IEnumerable<float> values = filled.GetColumn<float>(nameof(Cell.Value));
        return new EncodedColumn(
            [column.Name, $"{column.Name}=missing"],
            [.. values.Select((value, row) => new[] { value, column.Cells[row] is null ? 1f : 0f })])
        {
            Notes = [.. single.NotesOn(column.Name)],
        };
    }

    private sealed class Cell
    {
        public float Value { get; set; }
    }
}
