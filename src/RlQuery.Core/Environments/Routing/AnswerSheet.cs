using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Routing;

/// <summary>What each annotator would say of each row: the oracle of items that are pairs of both.</summary>
/// <param name="routes">Who answers which item.</param>
/// <param name="truth">The true class of each row.</param>
/// <param name="said">What each annotator says of a row after so many answers of its own.</param>
internal sealed class AnswerSheet(Routes routes, int[] truth, Func<int, int, int>[] said) : IOracle
{
    /// <inheritdoc/>
    public double CostOf(int item) => routes.PriceOf(item);

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer) => AskAfter(0, item, answer);

    /// <inheritdoc/>
    public void AskAfter(int before, int item, Span<double> answer)
    {
        int annotator = routes.AnnotatorOf(item);
        int row = routes.RowOf(item);
        answer[0] = annotator == Routes.Certain ? truth[row] : said[annotator](row, before);
    }
}
