using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>An oracle that answers from the target of a data set, at a cost of one label each.</summary>
/// <param name="data">The data set; rows without a target may be among the items, but cannot be queried.</param>
/// <param name="rows">Row in the data set of each item.</param>
public sealed class TableOracle(Dataset data, int[] rows) : IOracle
{
    /// <inheritdoc/>
    public double CostOf(int item) => 1;

    /// <inheritdoc/>
    public double WeightOf(int item) => data.LabelWeights?[rows[item]] ?? 1;

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer)
    {
        if (!data.HasTarget(rows[item]))
        {
            throw new InvalidOperationException($"{data.Name}: row {rows[item]} has no label");
        }
        data.CopyTarget(rows[item], answer);
    }
}
