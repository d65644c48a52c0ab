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

    /// <summary>Writes rows of any number of cells between commas, in quotes where needed (RFC 4180).</summary>
    public static SepWriterOptions Writer { get; } =
        new SepWriterOptions(new Sep(',')) with
        {
            WriteHeader = false,
            DisableColCountCheck = true,
            ColNotSetOption = SepColNotSetOption.Skip,
            Escape = true,
        };
}
