namespace RlQuery.Core.Policies;

/// <summary>Where a value lay in training.</summary>
/// <param name="Of">What of the state value or signal it is.</param>
/// <param name="Name">Name of the state value or signal.</param>
/// <param name="Quantiles">The smallest value, quantiles 0.5 %, 50 % and 99.5 %, and the largest value.</param>
public sealed record ValueRange(RangeValue Of, string Name, IReadOnlyList<double> Quantiles)
{
    /// <summary>The quantiles that are kept.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0, 0.005, 0.5, 0.995, 1];

    /// <summary>The 0.5 % quantile.</summary>
    internal double Low => Quantiles[1];

    /// <summary>The 99.5 % quantile.</summary>
    internal double High => Quantiles[3];

    /// <summary>How far a value lies outside the 0.5 % and 99.5 % quantiles, in units of their distance.</summary>
    /// <param name="value">Finite.</param>
    /// <returns>0 inside, and where the value never changed in training.</returns>
    public double Distance(double value) => High > Low ? Math.Max(0, Math.Max(Low - value, value - High)) / (High - Low) : 0;

    /// <summary>The value in words.</summary>
    internal string Words => Of switch
    {
        RangeValue.State => Name,
        RangeValue.Mean => $"the mean of {Name}",
        _ => $"the standard deviation of {Name}",
    };
}
