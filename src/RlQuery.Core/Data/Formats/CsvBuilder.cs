using nietras.SeparatedValues;

namespace RlQuery.Core.Data.Formats;

/// <summary>
/// The text of a CSV file of results with commas, line by line. Text that a spreadsheet would run as a formula stands behind an apostrophe, which
/// <see cref="CsvText"/> takes off on reading.
/// </summary>
internal sealed class CsvBuilder : IDisposable
{
    private readonly StringWriter _text = new() { NewLine = "\n" };
    private readonly SepWriter _writer;

    /// <summary>Begins with a header.</summary>
    /// <param name="header">The names of the columns.</param>
    public CsvBuilder(params IEnumerable<string> header)
    {
        _writer = SepText.Writer.To(_text);
        Add(header);
    }

    /// <summary>Adds a line.</summary>
    /// <param name="cells">The texts of its cells.</param>
    public void Add(params IEnumerable<string> cells)
    {
        using SepWriter.Row row = _writer.NewRow();
        int column = 0;
        foreach (string cell in cells)
        {
            row[column++].Set(CsvCell.Guard(cell));
        }
    }

    /// <summary>All lines, each with its end.</summary>
    public override string ToString()
    {
        _writer.Flush();
        return _text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _text.Dispose();
    }
}
