using System.Text;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>Counts the n-grams of characters that two texts have in common, of all lengths at once; white space does not count.</summary>
/// <remarks>
/// One sort does for all lengths: each place of either text gives a key of the six characters that begin there. Among sorted keys, equal n-grams of every
/// length stand together. Training measures some hundred texts after each answer, so that this is its inner loop.
/// </remarks>
internal static class CharacterGrams
{
    /// <summary>The longest n-gram that is counted.</summary>
    public const int Longest = 6;

    // A code point and one more fit into 21 bits, so that 0 can stand for the end of a text. The last bit says whose key it is.
    private const int Bits = 21;
    private const int OnTheStack = 512;

    /// <summary>Counts the n-grams of one pair.</summary>
    /// <param name="hypothesis">What was said.</param>
    /// <param name="reference">What should have been said.</param>
    /// <param name="counts">Set: those of length 1, 2 and so on, at most <see cref="Longest"/>.</param>
    public static void Count(string hypothesis, string reference, Span<NGramMatches> counts)
    {
        int most = hypothesis.Length + reference.Length;
        Span<UInt128> keys = most <= OnTheStack ? stackalloc UInt128[OnTheStack] : new UInt128[most];
        int said = Fill(hypothesis, 1, keys);
        int wanted = Fill(reference, 0, keys[said..]);
        keys = keys[..(said + wanted)];
        keys.Sort();
        for (int length = 1; length <= counts.Length; length++)
        {
            counts[length - 1] = new NGramMatches(Math.Max(0, said - length + 1), Math.Max(0, wanted - length + 1), 0);
        }
        Match(keys, counts);
    }

    // From the last character to the first, a key is the one after it, moved by a character.
    private static int Fill(string text, uint whose, Span<UInt128> keys)
    {
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                keys[count++] = (UInt128)(uint)(rune.Value + 1) << (1 + (Bits * (Longest - 1)));
            }
        }
        UInt128 after = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            after = keys[i] | (after >> Bits);
            keys[i] = after | whose;
            // The sixth character is not part of the key before.
            after &= ~UInt128.One << Bits;
        }
        return count;
    }

    // Of each length, the n-grams that are alike are counted until one comes that is not.
    private static void Match(ReadOnlySpan<UInt128> sorted, Span<NGramMatches> counts)
    {
        Span<int> hypotheses = stackalloc int[Longest];
        Span<int> references = stackalloc int[Longest];
        UInt128 before = 0;
        foreach (UInt128 key in sorted)
        {
            Close(AlikeIn(before, key), hypotheses, references, counts);
            Span<int> own = (key & 1) == 1 ? hypotheses : references;
            for (int length = 1; length <= LengthOf(key); length++)
            {
                own[length - 1]++;
            }
            before = key;
        }
        Close(0, hypotheses, references, counts);
    }

    private static void Close(int alike, Span<int> hypotheses, Span<int> references, Span<NGramMatches> counts)
    {
        for (int i = alike; i < counts.Length; i++)
        {
            counts[i] = counts[i] with { Both = counts[i].Both + Math.Min(hypotheses[i], references[i]) };
            hypotheses[i] = references[i] = 0;
        }
    }

    private static int AlikeIn(UInt128 first, UInt128 second)
    {
        UInt128 differ = (first ^ second) >> 1;
        return differ == 0 ? Longest : ((int)UInt128.LeadingZeroCount(differ) - 128 + (Bits * Longest)) / Bits;
    }

    private static int LengthOf(UInt128 key) => Longest - ((int)UInt128.TrailingZeroCount(key >> 1) / Bits);
}
