using System.Globalization;

namespace RlQuery.Core.Data;

/// <summary>How a data set is split into pool and test rows: by a share, drawn for each seed, or into folds.</summary>
/// <remarks>
/// With K folds, seed S is fold S mod K of repetition S / K. The K seeds of a repetition test every row once; each pool is the other folds. A multiple of
/// K seeds is repeated stratified K-fold cross-validation.
/// </remarks>
public sealed record SplitOptions
{
    /// <summary>The largest number of folds.</summary>
    public const int MostFolds = 1000;

    /// <summary>Share of the rows that goes to the pool; the others are test rows.</summary>
    /// <value>More than 0 and less than 1. Default: 0.5.</value>
    public double PoolShare { get; init; } = 0.5;

    /// <summary>Number of folds, each of which in turn is the test part. <see cref="PoolShare"/> then has no effect.</summary>
    /// <value>2..<see cref="MostFolds"/>, or 0 for none. Default: 0.</value>
    public int Folds { get; init; }

    /// <summary>Most rows of the pool.</summary>
    /// <value>At least 2. Default: 1000.</value>
    /// <remarks>Pool rows beyond the cap are not used; they do not become test rows. A cap below the number of classes is raised to it.</remarks>
    public int PoolCap { get; init; } = 1000;

    /// <summary>Share of the pool that one class is thinned to, which the seed draws from the classes that have more.</summary>
    /// <value>More than 0 and less than 1, or 0 to leave all classes as they are. Default: 0.</value>
    /// <remarks>
    /// At least two of its rows stay in the pool, where there are so many. The test part keeps all of its own, so that recall of the rare class is measured
    /// well: compare by a metric in which each class counts the same. Not with folds.
    /// </remarks>
    public double RareClass { get; init; }

    /// <summary>Everything that is not allowed, a line each.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!(PoolShare > 0 && PoolShare < 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"poolShare: {PoolShare} is not allowed; use more than 0 and less than 1"));
        }
        if (Folds is < 0 or 1 or > MostFolds)
        {
            faults.Add($"folds: {Folds} is not allowed; use 2..{MostFolds}, or 0 for none");
        }
        if (!(RareClass >= 0 && RareClass < 1) || (RareClass > 0 && Folds > 0))
        {
            string allowed = Folds > 0 ? "0 with folds" : "0 or more and less than 1";
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"rareClass: {RareClass} is not allowed; use {allowed}"));
        }
        if (PoolCap < 2)
        {
            faults.Add($"poolCap: {PoolCap} is not allowed; use at least 2");
        }
        return faults;
    }

    /// <summary>The options as text, from which child seeds are derived.</summary>
    internal string Describe() => Folds > 0
        ? string.Create(CultureInfo.InvariantCulture, $"folds={Folds},cap={PoolCap}")
        : string.Create(CultureInfo.InvariantCulture, $"share={PoolShare:R},cap={PoolCap}{(RareClass > 0 ? $",rare={RareClass:R}" : "")}");
}
