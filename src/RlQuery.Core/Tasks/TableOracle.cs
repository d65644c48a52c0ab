using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>Answers from the target of a data set, each at a cost of one label.</summary>
/// <param name="data">The data set; rows without a target may be among the items, but cannot be asked for.</param>
/// <param name="rows">Row in the data set of each item.</param>
public sealed class TableOracle(Dataset data, int[] rows) : IOracle
{
    /// <inheritdoc/>
    public double CostOf(int item) => 1;

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
