namespace RlQuery.Core.Data;

/// <summary>The numbers of a column, parsed when it was read.</summary>
/// <param name="Values">One for each row, NaN where it is missing; without a meaning where the cell is a text.</param>
/// <param name="Tally">What the cells are.</param>
internal sealed record ColumnNumbers(double[] Values, CellTally Tally);
