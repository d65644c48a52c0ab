using nietras.SeparatedValues;

namespace RlQuery.Core.Data.Formats;

/// <summary>How Sep, which splits, unquotes and writes separated values, is asked to do so.</summary>
internal static class SepText
{
    /// <summary>Reads rows of any number of cells, without the quotes around them.</summary>
    /// <param name="separator">What stands between cells.</param>
    /// <param name="quotes">Whether quotes hold a cell together.</param>
    /// <param name="trims">Whether blanks around cells count for nothing.</param>
    public static SepReaderOptions Reader(char separator, bool quotes = true, bool trims = true) => new SepReaderOptions(new Sep(separator)) with
    {
        HasHeader = false,
        DisableColCountCheck = true,
        DisableQuotesParsing = !quotes,
        Unescape = quotes,
        Trim = trims ? SepTrim.Outer : SepTrim.None,
    };

    /// <summary>One line with commas and its end, cells in quotes where needed (RFC 4180).</summary>
    /// <param name="cells">The texts of the cells.</param>
    public static string Line(IEnumerable<string> cells)
    {
        var text = new StringWriter { NewLine = "\n" };
        using (SepWriter writer = (new SepWriterOptions(new Sep(',')) with { WriteHeader = false, Escape = true }).To(text))
        {
            using SepWriter.Row row = writer.NewRow();
            int column = 0;
            foreach (string cell in cells)
            {
                row[column++].Set(cell);
            }
        }
        return text.ToString();
    }
}
