namespace RlQuery.Core.Data;

/// <summary>The largest table of numbers that is held in memory.</summary>
internal static class DenseSize
{
    /// <summary>400 MB of single precision.</summary>
    public const long MostValues = 100_000_000;

    /// <exception cref="InvalidInputException">Too many values.</exception>
    public static void Check(string source, long rows, long features)
    {
        if (rows * features > MostValues)
        {
            throw new InvalidInputException(
                $"{source}: {rows} rows x {features} features are {rows * features} values; at most {MostValues} are read");
        }
    }
}
