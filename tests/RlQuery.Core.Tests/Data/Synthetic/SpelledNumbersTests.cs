using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data.Synthetic;

public sealed class SpelledNumbersTests
{
    [Theory]
    [InlineData(0, "zero")]
    [InlineData(13, "thirteen")]
    [InlineData(40, "forty")]
    [InlineData(99, "ninety-nine")]
    [InlineData(100, "one hundred")]
    [InlineData(407, "four hundred and seven")]
    [InlineData(1000, "one thousand")]
    [InlineData(1042, "one thousand and forty-two")]
    [InlineData(9999, "nine thousand nine hundred and ninety-nine")]
    public void Numbers_are_said_as_in_Britain(int number, string words) => Assert.Equal(words, SpelledNumbers.Words(number));

    [Theory]
    [InlineData(31, 12, 1984, "the thirty-first of December nineteen eighty-four")]
    [InlineData(20, 1, 1900, "the twentieth of January nineteen hundred")]
    [InlineData(30, 6, 1905, "the thirtieth of June nineteen oh five")]
    [InlineData(2, 3, 2000, "the second of March two thousand")]
    [InlineData(22, 8, 2009, "the twenty-second of August two thousand and nine")]
    [InlineData(12, 5, 2019, "the twelfth of May twenty nineteen")]
    public void Dates_are_said_in_words(int day, int month, int year, string words) => Assert.Equal(words, SpelledNumbers.Words(day, month, year));

    [Fact]
    public void Different_numbers_have_different_words() =>
        Assert.Equal(10000, Enumerable.Range(0, 10000).Select(SpelledNumbers.Words).Distinct().Count());

    [Fact]
    public void The_same_seed_draws_the_same_pairs_and_no_source_twice()
    {
        List<(string Source, string Answer)> pairs = SpelledNumbers.Draw(2000, new Pcg64(7));
        Assert.Equal(pairs, SpelledNumbers.Draw(2000, new Pcg64(7)));
        Assert.Equal(2000, pairs.Select(pair => pair.Source).Distinct().Count());
        Assert.NotEqual(pairs, SpelledNumbers.Draw(2000, new Pcg64(8)));
    }

    [Fact]
    public void As_a_set_of_texts_each_seed_draws_another_one()
    {
        ISyntheticTask task = Known.Parts.FindSynthetic("spelled");
        Dataset data = task.Generate(3);
        Assert.Equal("spelled-3", data.Name);
        Assert.Equal(TargetKind.Text, data.Kind);
        Assert.Equal(data.Hash, task.Generate(3).Hash);
        Assert.NotEqual(data.Hash, task.Generate(4).Hash);
        int row = Array.FindIndex(data.Sources, source => source.Contains('.', StringComparison.Ordinal));
        Assert.Equal(2, data.Row(row)[10]);
        Assert.Equal(data.Sources[row].Length, data.Row(row)[11]);
    }
}
