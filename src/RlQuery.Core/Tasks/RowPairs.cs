using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>The pairs of rows that the items of a problem ask about: all pairs of the first rows of a matrix. Immutable.</summary>
/// <remarks>Item 0 is rows 0 and 1, item 1 rows 0 and 2, and so on: the first row of a pair is the lower one.</remarks>
public sealed class RowPairs
{
    private readonly int[] _first;
    private readonly int[] _second;

    /// <summary>Makes the pairs.</summary>
    /// <param name="rows">Standardised features of all rows to be clustered [rows x features].</param>
    /// <param name="asked">How many of them, from the first on, may be asked about.</param>
    /// <param name="clusters">Number of clusters, at least 2.</param>
    public RowPairs(FeatureMatrix rows, int asked, int clusters)
    {
        Rows = rows;
        Asked = asked;
        Clusters = clusters;
        _first = new int[CountOf(asked)];
        _second = new int[_first.Length];
        for (int a = 0, item = 0; a < asked; a++)
        {
            for (int b = a + 1; b < asked; b++, item++)
            {
                (_first[item], _second[item]) = (a, b);
            }
        }
    }

    /// <summary>Features of all rows to be clustered [rows x features].</summary>
    public FeatureMatrix Rows { get; }

    /// <summary>How many of the rows may be asked about: the first ones.</summary>
    public int Asked { get; }

    /// <summary>Number of clusters.</summary>
    public int Clusters { get; }

    /// <summary>Number of pairs.</summary>
    public int Count => _first.Length;

    /// <summary>Number of pairs of some rows.</summary>
    /// <param name="rows">Number of rows.</param>
    public static int CountOf(int rows) => rows * (rows - 1) / 2;

    /// <summary>The lower row of a pair.</summary>
    /// <param name="item">Number of the pair.</param>
    public int First(int item) => _first[item];

    /// <summary>The higher row of a pair.</summary>
    /// <param name="item">Number of the pair.</param>
    public int Second(int item) => _second[item];

    /// <summary>The number of a pair, whichever row comes first.</summary>
    /// <param name="a">A row that may be asked about.</param>
    /// <param name="b">Another one.</param>
    public int ItemOf(int a, int b)
    {
        (int low, int high) = a < b ? (a, b) : (b, a);
        return (low * ((2 * Asked) - low - 1) / 2) + high - low - 1;
    }

    /// <summary>How far the two rows of each pair are from each other in each feature [pairs x features].</summary>
    public FeatureMatrix Differences()
    {
        int columns = Rows.Columns;
        float[] values = new float[Count * columns];
        for (int item = 0; item < Count; item++)
        {
            ReadOnlySpan<float> a = Rows.Row(_first[item]);
            ReadOnlySpan<float> b = Rows.Row(_second[item]);
            for (int j = 0; j < columns; j++)
            {
                values[(item * columns) + j] = MathF.Abs(a[j] - b[j]);
            }
        }
        return new FeatureMatrix(values, Count, columns);
    }
}
