namespace RlQuery.Core.Data.Text;

/// <summary>Tells scripts that put no blanks between words.</summary>
internal static class WritingSystems
{
    /// <summary>Chinese and Japanese: a character is about a word.</summary>
    public static bool IsIdeographic(char letter) => letter is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    /// <summary>Thai, Lao, Tibetan, Burmese, Khmer and their neighbours: several letters make a word.</summary>
    public static bool IsUnspaced(char letter) => letter is (>= '\u0E00' and <= '\u0FFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF')
        or (>= '\u1950' and <= '\u19FF') or (>= '\u1A20' and <= '\u1AAF') or (>= '\uA9E0' and <= '\uA9FF') or (>= '\uAA60' and <= '\uAADF');
}
