namespace RlQuery.Core.Tests;

public sealed class MessageTextTests
{
    private static readonly string Long = new('a', 100_000);

    [Theory]
    [InlineData("t.csv: '{0}' is unknown; use margin")]
    [InlineData("t.csv: \"{0}\" is no kind; use number")]
    [InlineData("t.csv: column {0} is named twice")]
    [InlineData("{0}: no such file")]
    public void Eighty_letters_are_quoted_of_what_is_wrong(string message)
    {
        string line = Assert.Single(new InvalidInputException(string.Format(null, message, Long)).Faults);
        Assert.Equal(string.Format(null, message, Long[..80] + "..."), line);
    }

    [Theory]
    [InlineData("it isn't 'margin', and the table's 'x' isn't either; see 'rlquery query --help'")]
    [InlineData("learner: 'ridge' isn't one's own: use \"knn\", logistic-regression, random-forest, svm-rbf, naive-bayes, gaussian-process or neural-network")]
    public void What_is_short_stands_as_it_is(string message) => Assert.Equal(message, MessageText.Shorten(message));

    [Fact]
    public void A_message_of_many_short_words_has_an_end()
    {
        string line = MessageText.Shorten(string.Join(' ', Enumerable.Repeat("word", 100_000)));
        Assert.Equal(2003, line.Length);
    }

    [Fact]
    public void A_letter_of_two_halves_is_not_split() => Assert.DoesNotContain(
        MessageText.Quote("a" + string.Concat(Enumerable.Repeat("\U0001F600", 100))).Split("...")[0][^1..], "\uD83D", StringComparison.Ordinal);
}
