namespace RlQuery.Core.Tasks.Clustering;

/// <summary>An oracle that says whether two rows are of one class, at a cost of one question each.</summary>
/// <param name="pairs">The pairs.</param>
/// <param name="classes">Class of each row to be clustered.</param>
internal sealed class PairOracle(RowPairs pairs, int[] classes) : IOracle
{
    /// <inheritdoc/>
    public double CostOf(int item) => 1;

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer) => answer[0] = classes[pairs.First(item)] == classes[pairs.Second(item)] ? 1 : 0;
}
