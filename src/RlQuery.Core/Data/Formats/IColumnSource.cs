namespace RlQuery.Core.Data.Formats;

/// <summary>A file whose columns are read one at a time, numbers without making texts of them.</summary>
internal interface IColumnSource
{
    /// <summary>The file.</summary>
    TableFile File { get; }

    /// <summary>Number of rows.</summary>
    int Rows { get; }

    /// <summary>The names of the columns, each once.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The cells of a column as texts.</summary>
    /// <param name="column">0-based column.</param>
    TableColumn ReadCells(int column);

    /// <summary>The numbers of a column, NaN where missing, and infinite where single precision does not reach.</summary>
    /// <param name="column">0-based column.</param>
    /// <returns>Null where the column does not hold numbers.</returns>
    SingleColumn? ReadNumbers(int column);
}
