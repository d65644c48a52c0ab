using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Encodes texts by their words: at most 64 numbers, the directions in which words and pairs of words differ most.</summary>
/// <remarks>
/// Latent semantic analysis (Deerwester and others 1990): words and pairs of words are weighted by how rare they are and projected on the directions of
/// largest variation. It is fitted to the column, so it knows any language, and nothing beyond the column.
/// </remarks>
public sealed class NGramEncoder : IColumnEncoder
{
    /// <inheritdoc/>
    public string Name => "n-grams";

    /// <inheritdoc/>
    public string Description => "texts by their words and pairs of words: latent semantic analysis of the column itself, at most 64 numbers, any language";

    /// <inheritdoc/>
    public ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options)
    {
        if (column.Cells.Distinct(StringComparer.Ordinal).Count() < 2)
        {
            return EncodedColumn.Empty;
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
        return new EncodedColumn(names, rows);
    }
}
