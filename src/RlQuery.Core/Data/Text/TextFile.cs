using System.Text;

namespace RlQuery.Core.Data.Text;

/// <summary>Reads a whole text file, unpacking gzip, with a clear line for everything that can be wrong with it.</summary>
internal static class TextFile
{
    /// <summary>The largest file of numbers that is read piece by piece; what is read whole is at most <see cref="InputFile.MostBytes"/>.</summary>
    public const int MostBytes = 1 << 30;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    // By their byte order marks; that of UTF-32 begins as that of UTF-16.
    private static readonly Encoding[] Marked =
    [
        Utf8, new UTF32Encoding(bigEndian: false, byteOrderMark: true), new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true), new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
    ];

    /// <exception cref="InvalidInputException">Missing, a folder, unreadable, damaged, too large, binary or empty.</exception>
    public static string Read(string path)
    {
        byte[] bytes = InputFile.ReadUnpacked(path);
        try
        {
            string text = Decode(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? throw new InvalidInputException($"{path}: holds binary data; a text file is needed")
                : string.IsNullOrWhiteSpace(text) ? throw new InvalidInputException($"{path}: the file is empty")
                : text;
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidInputException($"{path}: not UTF-8 text; save it as UTF-8");
        }
    }

    /// <exception cref="InvalidInputException">Missing, a folder, no regular file, unreadable or too large.</exception>
    public static byte[] ReadBytes(string path) => InputFile.ReadBytes(path);

    // In one piece: a reader of streams would hold the text twice.
    private static string Decode(byte[] bytes)
    {
        Encoding marked = Marked.FirstOrDefault(encoding => bytes.AsSpan().StartsWith(encoding.Preamble)) ?? Utf8;
        int mark = bytes.AsSpan().StartsWith(marked.Preamble) ? marked.Preamble.Length : 0;
        return marked.GetString(bytes, mark, bytes.Length - mark);
    }
}
