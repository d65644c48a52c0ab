using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Making;

/// <summary>The oracle of rows, which answers a made item by the row that it is made of.</summary>
/// <param name="oracle">The oracle of rows.</param>
/// <param name="made">Which items are made.</param>
/// <param name="weight">What a made item counts, where its row counts 1.</param>
internal sealed class MadeOracle(IOracle oracle, MadeItems made, double weight) : IOracle
{
    /// <inheritdoc/>
    public double CostOf(int item) => made.PriceOf(item) * oracle.CostOf(made.OriginOf(item));

    /// <inheritdoc/>
    public double WeightOf(int item) => oracle.WeightOf(made.OriginOf(item)) * (made.IsMade(item) ? weight : 1);

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer) => oracle.Ask(made.OriginOf(item), answer);
}
