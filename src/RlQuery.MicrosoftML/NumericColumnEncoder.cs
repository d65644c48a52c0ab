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
        float[] values = single.Values;
        int missing = column.CountMissing();
        string[] notes = [.. single.NotesOn(column.Name)];
        if (missing == 0)
        {
            return new EncodedColumn([column.Name], Array.ConvertAll(values, value => new[] { value })) { Notes = notes };
        }
        if (missing == values.Length)
        {
            return EncodedColumn.Empty;
        }
        float mean = MeanOf(context, values);
        float[][] rows = Array.ConvertAll(values, value => float.IsNaN(value) ? new[] { mean, 1 } : [value, 0]);
        return new EncodedColumn([column.Name, $"{column.Name}=missing"], rows) { Notes = notes };
    }

    // What Microsoft.ML puts in place of a missing value.
    private static float MeanOf(MLContext context, float[] values)
    {
        IDataView Load(IEnumerable<float> some) => context.Data.LoadFromEnumerable(some.Select(value => new Cell { Value = value }));
        MissingValueReplacingTransformer transformer = context.Transforms.ReplaceMissingValues(
            nameof(Cell.Value), replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean).Fit(Load(values));
        return transformer.Transform(Load([float.NaN])).GetColumn<float>(nameof(Cell.Value)).Single();
    }

    private sealed class Cell
    {
        public float Value { get; set; }
    }
}
