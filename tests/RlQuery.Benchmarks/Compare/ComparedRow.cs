namespace RlQuery.Benchmarks.Compare;

/// <summary>A finished row of the comparison.</summary>
/// <param name="Contest">What was compared.</param>
/// <param name="Ours">Median seconds per unit.</param>
/// <param name="Reference">Median seconds per unit.</param>
/// <param name="Agreement">How far the answers agree, where there are any.</param>
internal sealed record ComparedRow(IContest Contest, double Ours, double Reference, Agreement? Agreement)
{
    /// <summary>How many times faster ours is.</summary>
    public double Ratio => Reference / Ours;
}
