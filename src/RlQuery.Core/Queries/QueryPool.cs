namespace RlQuery.Core.Queries;

/// <summary>The rows of a table among which a batch is chosen, and those with known answers.</summary>
/// <param name="Rows">Rows of the table, ascending.</param>
/// <param name="IsShortlist">Whether they are the shortlist of a larger table.</param>
internal sealed record QueryPool(int[] Rows, bool IsShortlist = false);
