using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Labelling;

/// <summary>What could have been asked, and how likely it was.</summary>
public sealed class ChoiceSetTests
{
    [Theory]
    [InlineData(0.3, 16)]
    [InlineData(1.0, 7)]
    [InlineData(0.01, 1)]
    public void Each_row_has_its_share_of_epsilon_and_the_best_has_what_is_left(double epsilon, int count)
    {
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (31 * i) + 5).Reverse()];
        var among = ChoiceSet.Soften(rows, epsilon);
        Assert.Equal(rows.Order(), among.Rows);
        Assert.Equal(1, among.Probabilities.Sum(), 12);
        Assert.Equal(1 - epsilon + (epsilon / count), among.Probabilities[among.PlaceOf(rows[0])], 12);
        Assert.All(rows[1..], row => Assert.Equal(epsilon / count, among.Probabilities[among.PlaceOf(row)], 12));
    }

    [Fact]
    public void Rows_are_drawn_as_often_as_their_probabilities_say()
    {
        var among = ChoiceSet.Soften([40, 3, 17, 5], 0.6);
        var lots = new Pcg64(1, "draws");
        const int Draws = 40_000;
        int[] drawn = [.. Enumerable.Range(0, Draws).Select(_ => among.Draw(lots))];
        for (int i = 0; i < among.Rows.Count; i++)
        {
            double expected = among.Probabilities[i];
            double error = Math.Sqrt(expected * (1 - expected) / Draws);
            Assert.InRange((double)drawn.Count(row => row == among.Rows[i]) / Draws, expected - (4 * error), expected + (4 * error));
        }
    }

    [Fact]
    public void Its_text_gives_the_very_same_probabilities_back()
    {
        for (int count = 1; count <= ChoiceSet.MostRows; count++)
        {
            var among = ChoiceSet.Soften([.. Enumerable.Range(3, count)], 1.0 / 3);
            Assert.Equal(among, ChoiceSet.Parse(among.ToText()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1=0.5")]
    [InlineData("1=0.5 2=0.4")]
    [InlineData("1=0.5 1=0.5")]
    [InlineData("2=0.5 1=0.5")]
    [InlineData("1=1.5 2=-0.5")]
    [InlineData("1=1 2=0")]
    [InlineData("1=NaN 2=0.5")]
    [InlineData("1=0.5  2=0.5")]
    [InlineData("-1=0.5 2=0.5")]
    [InlineData("1=0.5=2 2=0.5")]
    [InlineData("99999999999=1")]
    public void Text_that_is_no_choice_is_not_read(string text) => Assert.Null(ChoiceSet.Parse(text));
}
