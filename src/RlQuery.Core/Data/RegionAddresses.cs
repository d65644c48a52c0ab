namespace RlQuery.Core.Data;

/// <summary>Which region of which picture each row is, for learners that look at the pictures. Immutable.</summary>
public sealed class RegionAddresses
{
    private readonly string[] _pictureOf;
    private readonly int[] _numberOf;

    /// <summary>Takes over its parts.</summary>
    /// <param name="table">The file of the table, beside which the maps of its regions are.</param>
    /// <param name="pictureOf">Name of the picture of each row.</param>
    /// <param name="numberOf">Number of each row's region in its picture, at least 0.</param>
    /// <exception cref="ArgumentException">The two are of different lengths.</exception>
    public RegionAddresses(string table, string[] pictureOf, int[] numberOf)
    {
        if (pictureOf.Length != numberOf.Length)
        {
            throw new ArgumentException($"{pictureOf.Length} pictures and {numberOf.Length} numbers; use one of each row", nameof(numberOf));
        }
        (Table, _pictureOf, _numberOf) = (table, pictureOf, numberOf);
    }

    /// <summary>The file of the table, beside which the maps of its regions are.</summary>
    public string Table { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _pictureOf.Length;

    /// <summary>Name of the picture of a row.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public string PictureOf(int row) => _pictureOf[row];

    /// <summary>Number of a row's region in its picture.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public int NumberOf(int row) => _numberOf[row];

    /// <summary>Those of some rows.</summary>
    /// <param name="rows">The rows.</param>
    public RegionAddresses Among(ReadOnlySpan<int> rows)
    {
        string[] pictures = new string[rows.Length];
        int[] numbers = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            (pictures[i], numbers[i]) = (_pictureOf[rows[i]], _numberOf[rows[i]]);
        }
        return new RegionAddresses(Table, pictures, numbers);
    }
}
