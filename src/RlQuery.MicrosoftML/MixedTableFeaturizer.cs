using Microsoft.ML;
using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Makes mixed tables numeric with Microsoft.ML's transforms.</summary>
/// <remarks>
/// <para>Numeric columns keep their place and name; missing cells become the column's mean, and a column <c>age=missing</c> says where (1).</para>
/// <para>Categories become 0/1 columns such as <c>colour=red</c>, in ordinal order; missing cells are a category of their own,
/// <c>colour=missing</c>, the last. Two categories make a single column, that of the second.</para>
/// <para>A category column with more than 64 distinct values is hashed into 64 columns <c>city#0</c>..<c>city#63</c> (murmur hash, fixed seed):
/// texts may share a column.</para>
/// <para>Dates become days since 2000 in universal time (<c>sent</c>), and sine and cosine of the day of the year, the day of the week and, where any cell
/// has one, the time of the day by the clock as written (<c>sent=year-sin</c>, <c>sent=week-cos</c>, <c>sent=day-sin</c>). Missing dates are the mean day,
/// the middle of each circle, and marked (<c>sent=missing</c>).</para>
/// <para>Texts become 64 numbers <c>message#0</c>..<c>message#63</c>, fewer in small tables: words and pairs of words, weighted by how rare they are and
/// projected on the directions in which the texts differ most (see <c>TextSpace</c>). A missing text is at the origin and marked.</para>
/// <para>Images, named by their paths from the folder of the table, become 16 x 16 brightnesses <c>photo#0</c>..<c>photo#255</c> and, where any is coloured,
/// 32 numbers more: how much redder than green, and bluer than yellow, each of 4 x 4 parts is. A missing image is the mean image and marked.</para>
/// <para>The order of rows changes no date, text or image. No label is looked at.</para>
/// <para>An empty column, and a column of categories or texts with a single value, give no feature.</para>
/// </remarks>
public sealed class MixedTableFeaturizer : ITableFeaturizer
{
    /// <summary>Largest number of distinct values of a one-hot encoded column.</summary>
    public const int MostCategories = 64;

    /// <summary>Most features of a column of text.</summary>
    public const int TextFeatures = 64;

    private const long MostValues = 100_000_000;

    private readonly MLContext _context = new(seed: 0);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The table would be too large, or an image cannot be read.</exception>
    public FeaturizedTable Featurize(Table features)
    {
        FeatureBlock[] blocks = [.. features.Columns.Select(column => Encode(features, column))];
        string[] names = [.. blocks.SelectMany(block => block.Names)];
        if ((long)names.Length * features.Rows > MostValues)
        {
            throw new InvalidInputException(
                $"{features.Source}: {features.Rows} rows x {names.Length} features are more than {MostValues} values; leave out columns of text");
        }
        float[] values = new float[names.Length * features.Rows];
        int offset = 0;
        foreach (FeatureBlock block in blocks)
        {
            block.CopyTo(values, offset, names.Length);
            offset += block.Names.Length;
        }
        return new FeaturizedTable(names, values) { Notes = [.. blocks.SelectMany(block => block.Notes)] };
    }

    private FeatureBlock Encode(Table table, TableColumn column) => column.Kind switch
    {
        ColumnKind.Numeric => NumericColumnEncoder.Encode(_context, column),
        ColumnKind.Date => DateColumnEncoder.Encode(column),
        ColumnKind.Text => TextColumnEncoder.Encode(column),
        ColumnKind.Image => ImageColumnEncoder.Encode(table, column),
        _ => CategoryColumnEncoder.Encode(_context, column),
    };
}
