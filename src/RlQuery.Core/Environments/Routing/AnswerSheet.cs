using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Routing;

/// <summary>What each annotator would say of each row: the oracle of items that are pairs of both.</summary>
/// <param name="routes">Who answers which item.</param>
/// <param name="truth">The true class of each row.</param>
/// <param name="said">What each annotator says of each row.</param>
internal sealed class AnswerSheet(Routes routes, int[] truth, int[][] said) : IOracle
{
    /// <inheritdoc/>
    public double CostOf(int item) => routes.PriceOf(item);

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer)
    {
        int annotator = routes.AnnotatorOf(item);
        answer[0] = (annotator == Routes.Certain ? truth : said[annotator])[routes.RowOf(item)];
    }
}
