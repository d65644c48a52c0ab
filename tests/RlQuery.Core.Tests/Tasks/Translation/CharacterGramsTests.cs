using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Tests.Tasks.Translation;

public sealed class CharacterGramsTests
{
    private static readonly string[] Characters = ["a", "b", "c", "é", "\u4e00", "\U0001F600", "\U0010FFFF", " ", "\t", "\u00A0"];

    [Fact]
    public void All_lengths_at_once_are_those_of_each_alone()
    {
        var draws = new Pcg64(3);
        for (int round = 0; round < 400; round++)
        {
            string said = Draw(draws, draws.NextInt(round < 300 ? 30 : 700));
            string wanted = Draw(draws, draws.NextInt(round < 300 ? 30 : 700));
            var counts = new NGramMatches[CharacterGrams.Longest];
            CharacterGrams.Count(said, wanted, counts);
            for (int length = 1; length <= counts.Length; length++)
            {
                Assert.Equal(NGramMatches.Count(Split(said), Split(wanted), length), counts[length - 1]);
            }
        }
    }

    private static string Draw(Pcg64 draws, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Characters[draws.NextInt(Characters.Length)]));

    private static string[] Split(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.EnumerateRunes()).Select(rune => rune.ToString())];
}
