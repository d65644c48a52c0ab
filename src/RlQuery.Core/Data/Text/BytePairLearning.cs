using System.Text;

namespace RlQuery.Core.Data.Text;

/// <summary>Learns which pairs <see cref="BytePairs"/> joins: always the most frequent one.</summary>
internal sealed class BytePairLearning
{
    private readonly List<string> _characters;
    private readonly List<string> _texts;
    private readonly List<(List<int> Tokens, long Count)> _pieces = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];

    /// <param name="texts">Texts, and how often each counts.</param>
    public BytePairLearning(IEnumerable<(string Text, int Count)> texts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach ((string text, int count) in texts)
        {
            foreach (string piece in TextPieces.Of(text))
            {
                counts[piece] = counts.GetValueOrDefault(piece) + count;
            }
        }
        _characters = [.. counts.Keys.SelectMany(Characters).Distinct().Order(StringComparer.Ordinal)];
        _texts = [.. Enumerable.Repeat("", BytePairs.Bytes), .. _characters];
        Dictionary<string, int> tokens = _characters.Index().ToDictionary(entry => entry.Item, entry => BytePairs.Bytes + entry.Index);
        foreach ((string piece, long count) in counts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            _pieces.Add(([.. Characters(piece).Select(character => tokens[character])], count));
            Tally(_pieces.Count - 1, 1);
        }
    }

    /// <summary>Joins pairs.</summary>
    /// <param name="joins">The most that are joined.</param>
    public BytePairs Learn(int joins)
    {
        var joined = new List<(int Left, int Right)>();
        while (joined.Count < joins && Best() is (int, int) best)
        {
            joined.Add(best);
            _texts.Add(_texts[best.Left] + _texts[best.Right]);
            foreach (int piece in _places[best].Order().ToArray())
            {
                Tally(piece, -1);
                Join(_pieces[piece].Tokens, best, _texts.Count - 1);
                Tally(piece, 1);
            }
        }
        return new BytePairs(_characters, joined);
    }

    private static IEnumerable<string> Characters(string piece) => piece.EnumerateRunes().Select(rune => rune.ToString());

    private static void Join(List<int> tokens, (int Left, int Right) pair, int joined)
    {
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            if ((tokens[i], tokens[i + 1]) == pair)
            {
                tokens[i] = joined;
                tokens.RemoveAt(i + 1);
            }
        }
    }

    private (int Left, int Right)? Best()
    {
        (int Left, int Right)? best = null;
        long most = 1;
        foreach (((int Left, int Right) pair, long count) in _counts)
        {
            if (count > most || (count == most && best is (int, int) other && Precedes(pair, other)))
            {
                best = pair;
                most = count;
            }
        }
        return best;
    }

    private bool Precedes((int Left, int Right) pair, (int Left, int Right) other)
    {
        int left = string.CompareOrdinal(_texts[pair.Left], _texts[other.Left]);
        return left < 0 || (left == 0 && string.CompareOrdinal(_texts[pair.Right], _texts[other.Right]) < 0);
    }

    // Adds the pairs of a piece to the counts, or takes them out.
    private void Tally(int piece, int sign)
    {
        (List<int> tokens, long count) = _pieces[piece];
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            (int, int) pair = (tokens[i], tokens[i + 1]);
            long now = _counts.GetValueOrDefault(pair) + (sign * count);
            if (now == 0)
            {
                _counts.Remove(pair);
                _places.Remove(pair);
                continue;
            }
            _counts[pair] = now;
            if (!_places.TryGetValue(pair, out HashSet<int>? places))
            {
                _places.Add(pair, places = []);
            }
            places.Add(piece);
        }
    }
}
