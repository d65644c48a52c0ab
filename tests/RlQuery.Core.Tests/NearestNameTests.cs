namespace RlQuery.Core.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["random", "margin", "entropy", "qbc-vote", "information-density"];

    [Theory]
    [InlineData("marign", "margin")]
    [InlineData("Margin", "margin")]
    [InlineData("entopy", "entropy")]
    [InlineData("qbc_vote", "qbc-vote")]
    [InlineData("informationdensity", "information-density")]
    [InlineData("zebra", null)]
    [InlineData("", null)]
    public void A_slip_of_the_fingers_is_recognised_and_another_word_is_not(string typed, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(typed, Known));

    [Fact]
    public void A_hint_names_the_nearest_or_else_all()
    {
        Assert.Equal("; did you mean 'margin'?", NearestName.Hint("margni", Known));
        Assert.Equal("; use random, margin, entropy, qbc-vote, information-density", NearestName.Hint("zebra", Known));
    }
}
