using RlQuery.Annotators.Prompts;

namespace RlQuery.Annotators.Tests;

public sealed class AnswerTextTests
{
    private static readonly string[] Classes = ["spam", "ham", "no answer", "1", "{\"label\": \"x\"}"];

    [Theory]
    [InlineData("spam", 0)]
    [InlineData(" ham\n", 1)]
    [InlineData("no answer", 2)]
    [InlineData("1", 3)]
    [InlineData("""{"label": "spam"}""", 0)]
    [InlineData("\n {\"label\":\" ham \"} ", 1)]
    [InlineData("""{"label": "x"}""", 4)]
    public void A_class_is_read_alone_or_as_a_label_between_blanks(string answer, int label) => Assert.Equal(label, AnswerText.Parse(answer, Classes));

    [Theory]
    [InlineData("")]
    [InlineData("Spam")]
    [InlineData("spam.")]
    [InlineData("\"spam\"")]
    [InlineData("spam ham")]
    [InlineData("The class is spam")]
    [InlineData("no  answer")]
    [InlineData("""{"label": "SPAM"}""")]
    [InlineData("""{"label": "spam", "why": "money"}""")]
    [InlineData("""{"label": "spam", "label": "ham"}""")]
    [InlineData("""{"label": ["spam"]}""")]
    [InlineData("""{"label": 1}""")]
    [InlineData("""{"label": null}""")]
    [InlineData("""{"class": "spam"}""")]
    [InlineData("""{"label": "spam" """)]
    [InlineData("""[{"label": "spam"}]""")]
    [InlineData("""{"label": "\ud800"}""")]
    [InlineData("```json\n{\"label\": \"spam\"}\n```")]
    public void What_is_not_exactly_a_class_is_none(string answer) => Assert.Null(AnswerText.Parse(answer, Classes));
}
