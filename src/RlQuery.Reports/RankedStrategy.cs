namespace RlQuery.Reports;

/// <summary>A strategy and its place.</summary>
/// <param name="Name">Name of the strategy.</param>
/// <param name="IsLearned">Whether it is a learned policy: such are drawn bold.</param>
/// <param name="MeanRank">Its mean rank over the data sets; 1 is the best.</param>
public sealed record RankedStrategy(string Name, bool IsLearned, double MeanRank);
