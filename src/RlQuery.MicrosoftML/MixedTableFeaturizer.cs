using Microsoft.ML;
using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Makes mixed tables numeric with Microsoft.ML's transforms.</summary>
/// <remarks>
/// <para>Numeric columns keep their place and name; missing cells become the column's mean, and a column <c>age=missing</c> says where (1).</para>
/// <para>Categories become 0/1 columns such as <c>colour=red</c>, in ordinal order; missing cells are a category of their own,
/// <c>colour=missing</c>, the last. Two categories make a single column, that of the second.</para>
/// <para>A text column with more than 64 distinct values is hashed into 64 columns <c>city#0</c>..<c>city#63</c> (murmur hash, fixed seed):
/// texts may share a column.</para>
/// <para>A column that is empty, and a category column with a single value, tell nothing and give no feature.</para>
/// </remarks>
public sealed class MixedTableFeaturizer : ITableFeaturizer
{
    /// <summary>Most distinct values of a category column that is encoded one by one.</summary>
    public const int MostCategories = 64;

    private const long MostValues = 100_000_000;

    private readonly MLContext _context = new(seed: 0);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The table would be too large.</exception>
    public FeaturizedTable Featurize(Table features)
    {
        FeatureBlock[] blocks = [.. features.Columns.Select(column => column.Kind == ColumnKind.Numeric
            ? NumericColumnEncoder.Encode(_context, column)
            : CategoryColumnEncoder.Encode(_context, column))];
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
        return new FeaturizedTable(names, values);
    }
}
