using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>A column in single precision.</summary>
/// <param name="Values">A number for each row, NaN where missing.</param>
/// <param name="Distinct">Different numbers before; 0 where they were not counted, since none could become equal.</param>
/// <param name="Kept">Different numbers now; 0 where they were not counted.</param>
internal readonly record struct SingleColumn(float[] Values, int Distinct, int Kept)
{
    /// <summary>What is lost; nothing where nothing is.</summary>
    /// <param name="column">Name of the column.</param>
    public IEnumerable<string> NotesOn(string column) => Kept < Distinct
        ? [$"column {CellText.OneLine(column)}: {Distinct} different numbers become {Kept} in single precision"] : [];
}
