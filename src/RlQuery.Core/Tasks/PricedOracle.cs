namespace RlQuery.Core.Tasks;

/// <summary>An oracle whose answers have costs of their own.</summary>
/// <param name="oracle">Who answers.</param>
/// <param name="costs">What the answer of each item costs.</param>
internal sealed class PricedOracle(IOracle oracle, double[] costs) : IOracle
{
    /// <summary>The unit of cost where each item has a cost of its own: minutes, money, or what the column counts.</summary>
    public const string Unit = "cost";

    /// <inheritdoc/>
    public double CostOf(int item) => costs[item];

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer) => oracle.Ask(item, answer);

    /// <inheritdoc/>
    public string AskText(int item) => oracle.AskText(item);

    /// <inheritdoc/>
    public double WeightOf(int item) => oracle.WeightOf(item);
}
