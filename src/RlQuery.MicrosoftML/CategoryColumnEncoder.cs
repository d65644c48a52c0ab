using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Encodes a column of categories or text.</summary>
internal static class CategoryColumnEncoder
{
    // 2^6 = 64 columns, as many as the widest one-hot encoding.
    private const int HashBits = 6;

    // The last text in ordinal order, and none that a file can hold: a noncharacter of Unicode.
    private const string Missing = "\uFFFF";

    public static EncodedColumn Encode(MLContext context, TableColumn column)
    {
        int distinct = column.Cells.Distinct(StringComparer.Ordinal).Count();
        if (distinct < 2)
        {
            return EncodedColumn.Empty;
        }
        IDataView view = context.Data.LoadFromEnumerable(column.Cells.Select(cell => new Cell { Text = cell ?? Missing }));
        return distinct > MixedTableFeaturizer.MostCategories
            ? Hash(context, column.Name, view) with { Notes = [Hashed(column, distinct)] }
            : OneHot(context, column.Name, view);
    }

    private static string Hashed(TableColumn column, int distinct) =>
        $"column {column.Name}: {distinct} categories are hashed into {MixedTableFeaturizer.MostCategories} columns; "
        + "where they are texts, or tell nothing, say so in a schema";

    private static EncodedColumn OneHot(MLContext context, string column, IDataView view)
    {
        IDataView encoded = context.Transforms.Categorical.OneHotEncoding(
            nameof(Cell.Text), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);
        VBuffer<ReadOnlyMemory<char>> slots = default;
        encoded.Schema[nameof(Cell.Text)].GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => $"{column}={Category(name.ToString())}")];
        float[][] rows = Rows(encoded);
        return names.Length > 2
            ? new EncodedColumn(names, rows)
            : new EncodedColumn(names[1..], [.. rows.Select(row => row[1..])]);
    }

    private static EncodedColumn Hash(MLContext context, string column, IDataView view)
    {
        IDataView encoded = context.Transforms.Categorical.OneHotHashEncoding(
            nameof(Cell.Text), numberOfBits: HashBits).Fit(view).Transform(view);
        string[] names = [.. Enumerable.Range(0, 1 << HashBits).Select(slot => string.Create(CultureInfo.InvariantCulture, $"{column}#{slot}"))];
        return new EncodedColumn(names, Rows(encoded));
    }

    private static float[][] Rows(IDataView view) => [.. view.GetColumn<float[]>(nameof(Cell.Text))];

    private static string Category(string slot) => slot == Missing ? "missing" : slot;

    private sealed class Cell
    {
        public string Text { get; set; } = "";
    }
}
