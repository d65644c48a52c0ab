using System.Text;

namespace RlQuery.Core.Data.Text;

/// <summary>Byte-pair encoding: texts as numbers of frequent pieces of words.</summary>
/// <remarks>
/// Source: R. Sennrich, B. Haddow and A. Birch, "Neural Machine Translation of Rare Words with Subword Units" (ACL 2016), Algorithm 1. Tokens are the 256
/// bytes, the characters of the training texts, and joined pairs of tokens, in that order. Characters that were not seen are encoded as their bytes in UTF-8,
/// so that any text can be encoded, and decodes to itself. Pairs are joined within the pieces of <see cref="TextPieces"/>.
/// </remarks>
internal sealed class BytePairs
{
    /// <summary>Number of the tokens that are bytes.</summary>
    public const int Bytes = 256;

    private readonly List<string> _texts;
    private readonly Dictionary<string, int> _characters = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Left, int Right), int> _joins = [];
    private readonly Dictionary<string, int[]> _known = new(StringComparer.Ordinal);

    /// <param name="characters">Characters of the training texts.</param>
    /// <param name="joins">Pairs of tokens in the order in which they are joined.</param>
    internal BytePairs(IEnumerable<string> characters, IEnumerable<(int Left, int Right)> joins)
    {
        _texts = [.. Enumerable.Repeat("", Bytes)];
        foreach (string character in characters)
        {
            _characters.Add(character, _texts.Count);
            _texts.Add(character);
        }
        foreach ((int left, int right) in joins)
        {
            _joins.Add((left, right), _texts.Count);
            _texts.Add(_texts[left] + _texts[right]);
        }
    }

    /// <summary>Number of tokens.</summary>
    public int Count => _texts.Count;

    /// <summary>Learns the tokens of texts.</summary>
    /// <param name="texts">Texts, and how often each counts.</param>
    /// <param name="joins">The most pairs that are joined; a pair that was seen once is not.</param>
    /// <returns>The encoding; it depends on the texts and not on their order, and pairs as frequent as each other are joined in ordinal order.</returns>
    public static BytePairs Learn(IEnumerable<(string Text, int Count)> texts, int joins) => new BytePairLearning(texts).Learn(joins);

    /// <summary>The token's name, by which it is the same in two encodings: its text, or the byte.</summary>
    /// <param name="token">In [0, <see cref="Count"/>).</param>
    public string NameOf(int token) => token < Bytes ? $"<{token:x2}>" : _texts[token];

    /// <summary>Encodes a text. Not thread-safe: pieces are remembered.</summary>
    /// <param name="text">Any text.</param>
    public int[] Encode(string text)
    {
        var tokens = new List<int>();
        foreach (string piece in TextPieces.Of(text))
        {
            if (!_known.TryGetValue(piece, out int[]? encoded))
            {
                encoded = Join(piece);
                _known.Add(piece, encoded);
            }
            tokens.AddRange(encoded);
        }
        return [.. tokens];
    }

    /// <summary>The text of tokens. Bytes that are no UTF-8 become the replacement character.</summary>
    /// <param name="tokens">Each in [0, <see cref="Count"/>).</param>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new List<byte>();
        foreach (int token in tokens)
        {
            if (token < Bytes)
            {
                bytes.Add((byte)token);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(_texts[token]));
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    // The pair that was learned first is joined first, everywhere in the piece.
    private int[] Join(string piece)
    {
        var tokens = new List<int>();
        foreach (Rune rune in piece.EnumerateRunes())
        {
            string character = rune.ToString();
            if (_characters.TryGetValue(character, out int token))
            {
                tokens.Add(token);
            }
            else
            {
                tokens.AddRange(Encoding.UTF8.GetBytes(character).Select(value => (int)value));
            }
        }
        while (true)
        {
            int first = int.MaxValue;
            for (int i = 0; i + 1 < tokens.Count; i++)
            {
                first = Math.Min(first, _joins.GetValueOrDefault((tokens[i], tokens[i + 1]), int.MaxValue));
            }
            if (first == int.MaxValue)
            {
                return [.. tokens];
            }
            for (int i = 0; i + 1 < tokens.Count; i++)
            {
                if (_joins.GetValueOrDefault((tokens[i], tokens[i + 1]), int.MaxValue) == first)
                {
                    tokens[i] = first;
                    tokens.RemoveAt(i + 1);
                }
            }
        }
    }
}
