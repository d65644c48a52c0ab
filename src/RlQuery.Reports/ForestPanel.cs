namespace RlQuery.Reports;

/// <summary>Differences to a reference, row by row: a strategy's on each data set, or a learner's of each strategy.</summary>
/// <param name="Name">What the rows have in common: the strategy, or the learner.</param>
/// <param name="Rows">The data sets, or the strategies.</param>
/// <param name="Mean">Mean over the rows with its interval over them; null where rows have none in common.</param>
public sealed record ForestPanel(string Name, IReadOnlyList<ForestRow> Rows, ForestRow? Mean);
