using System.Text;
using RlQuery.Core.Numerics;

namespace RlQuery.Studies.Tests.Reliability;

/// <summary>Damages files: bytes, stretches, and numbers and words that readers trip over.</summary>
/// <param name="generator">Where its choices come from.</param>
internal sealed class Mutator(Pcg64 generator)
{
    private const int MostBytes = 200_000;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "null", "\"\"", "[]", "{}", "-1", "0", "1e300", "1e-300", "-0", "NaN", "Infinity", "2147483647", "2147483648", "9007199254740993",
            "99999999999999999999999", "1.5", "true", "\\ud800", "\\u0000", "\"", "\"\"\"", "'", ",", ";", "\t", "\n", "\r\n", "{", "}", "[", "]", ":", "@data",
            "@attribute", "%", "#", "?", "NA", "-", "+", "(", "((((((((", "\uFEFF", "\u2028", "ใบ", "=cmd", "49999990:1", "2020-01-01", "31.12.2020 25:61",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80],
    ];

    /// <summary>A damaged copy.</summary>
    /// <param name="whole">The bytes of a file.</param>
    public byte[] Damage(byte[] whole)
    {
        List<byte> bytes = [.. whole];
        for (int i = 1 + generator.NextInt(5); i > 0; i--)
        {
            int place = generator.NextInt(bytes.Count + 1);
            int length = Math.Min(bytes.Count - place, 1 + generator.NextInt(generator.NextInt(8) == 0 ? 200 : 12));
            switch (generator.NextInt(6))
            {
                case 0 when place < bytes.Count:
                    bytes[place] = (byte)generator.NextInt(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, length);
                    break;
                case 2:
                    bytes.InsertRange(generator.NextInt(bytes.Count + 1), bytes.Slice(place, length));
                    break;
                case 3:
                    bytes.RemoveRange(place, length);
                    bytes.InsertRange(place, Words[generator.NextInt(Words.Length)]);
                    break;
                case 4:
                    ReplaceNumber(bytes, place);
                    break;
                default:
                    byte[] word = Words[generator.NextInt(Words.Length)];
                    for (int times = generator.NextInt(20) == 0 ? 500 : 1; times > 0 && bytes.Count < MostBytes; times--)
                    {
                        bytes.InsertRange(place, word);
                    }
                    break;
            }
        }
        return [.. bytes];
    }

    // What stands between two marks is mostly a whole value.
    private void ReplaceNumber(List<byte> bytes, int place)
    {
        int start = place;
        while (start < bytes.Count && !char.IsAsciiDigit((char)bytes[start]))
        {
            start++;
        }
        int end = start;
        while (end < bytes.Count && (char.IsAsciiDigit((char)bytes[end]) || bytes[end] == '.'))
        {
            end++;
        }
        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Words[generator.NextInt(Words.Length)]);
    }
}
