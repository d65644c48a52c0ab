using System.Globalization;

namespace RlQuery.Core.Data;

/// <summary>How a data set is divided into a pool to query from and rows to test on.</summary>
public sealed record SplitOptions
{
    /// <summary>Share of the rows that goes to the pool; the others are test rows.</summary>
    /// <value>More than 0 and less than 1. Default: 0.5.</value>
    public double PoolShare { get; init; } = 0.5;

    /// <summary>Most rows of the pool.</summary>
    /// <value>At least 2. Default: 1000.</value>
    /// <remarks>Pool rows beyond the cap take no part; they do not become test rows. A cap below the number of classes is raised to it.</remarks>
    public int PoolCap { get; init; } = 1000;

    /// <summary>Everything that is not allowed, a line each.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!(PoolShare > 0 && PoolShare < 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"poolShare: {PoolShare} is not allowed; use more than 0 and less than 1"));
        }
        if (PoolCap < 2)
        {
            faults.Add($"poolCap: {PoolCap} is not allowed; use at least 2");
        }
        return faults;
    }

    /// <summary>The options as text: what child seeds are derived from.</summary>
    internal string Describe() => string.Create(CultureInfo.InvariantCulture, $"share={PoolShare:R},cap={PoolCap}");
}
