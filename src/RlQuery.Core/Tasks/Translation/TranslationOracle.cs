using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>An oracle that answers with the texts of a data set; an answer costs its words and marks, and as many as its source while it is unknown.</summary>
/// <param name="data">The data set; rows without an answer may be among the items, but cannot be queried.</param>
/// <param name="rows">Row in the data set of each item.</param>
internal sealed class TranslationOracle(Dataset data, int[] rows) : IOracle
{
    /// <inheritdoc/>
    public double CostOf(int item) => SentenceWords.Count(data.TargetTexts[rows[item]] ?? data.Sources[rows[item]]);

    /// <inheritdoc/>
    public double WeightOf(int item) => data.LabelWeights?[rows[item]] ?? 1;

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer) => throw new InvalidOperationException($"{data.Name}: the answer of row {rows[item]} is a text");

    /// <inheritdoc/>
    public string AskText(int item) =>
        data.TargetTexts[rows[item]] ?? throw new InvalidOperationException($"{data.Name}: row {rows[item]} has no answer");
}
