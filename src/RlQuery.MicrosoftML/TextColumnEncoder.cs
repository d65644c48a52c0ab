using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Encodes a column of free text; see <see cref="TextSpace"/>.</summary>
internal static class TextColumnEncoder
{
    public static FeatureBlock Encode(TableColumn column)
    {
        if (column.Cells.Distinct(StringComparer.Ordinal).Count() < 2)
        {
            return FeatureBlock.Empty;
        }
        var space = TextSpace.Fit(column.Cells.OfType<string>(), MixedTableFeaturizer.TextFeatures);
        bool missing = column.CountMissing() > 0;
        string[] names =
        [
            .. Enumerable.Range(0, space.Dimensions).Select(i => string.Create(CultureInfo.InvariantCulture, $"{column.Name}#{i}")),
            .. missing ? [$"{column.Name}=missing"] : Array.Empty<string>(),
        ];
        float[][] rows = new float[column.Cells.Length][];
        Parallel.For(0, rows.Length, row =>
        {
            rows[row] = new float[names.Length];
            if (column.Cells[row] is { } text)
            {
                space.Place(text, rows[row]);
            }
            else
            {
                rows[row][^1] = 1;
            }
        });
        return new FeatureBlock(names, rows);
    }
}
