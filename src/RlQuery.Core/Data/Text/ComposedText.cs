using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace RlQuery.Core.Data.Text;

/// <summary>Writes letters that are followed by their marks as the single letters that Unicode has for them (canonical composition).</summary>
/// <remarks>The runtime does this only with ICU, which the library does without.</remarks>
internal static class ComposedText
{
    private const string Resource = "RlQuery.Core.Data.Text.compositions.txt";

    private static readonly Lazy<FrozenDictionary<(char Letter, char Mark), char>> Pairs = new(ReadPairs);

    private static readonly Lazy<FrozenDictionary<char, char>> Letters = new(() => Pairs.Value.ToFrozenDictionary(pair => pair.Value, pair => pair.Key.Letter));

    /// <summary>The composed form of a text. Marks are not reordered, and Korean syllables stay as they are.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var composed = new StringBuilder(text.Length);
        foreach (char next in text)
        {
            if (composed.Length > 0 && Pairs.Value.TryGetValue((composed[^1], next), out char whole))
            {
                composed[^1] = whole;
            }
            else
            {
                composed.Append(next);
            }
        }
        return composed.ToString();
    }

    /// <summary>The letter without the marks that Unicode's canonical decomposition takes off it.</summary>
    /// <param name="letter">Any letter.</param>
    public static char LetterOf(char letter)
    {
        while (letter > '\u007F' && Letters.Value.TryGetValue(letter, out char bare))
        {
            letter = bare;
        }
        return letter;
    }

    private static FrozenDictionary<(char Letter, char Mark), char> ReadPairs()
    {
        using var reader = new StreamReader(typeof(ComposedText).Assembly.GetManifestResourceStream(Resource)!);
        var pairs = new Dictionary<(char, char), char>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is [var letter, var mark, var whole])
            {
                pairs.Add((Code(letter), Code(mark)), Code(whole));
            }
        }
        return pairs.ToFrozenDictionary();
    }

    private static char Code(string hexadecimal) => (char)int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
