using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Tests.Tasks;

namespace RlQuery.Core.Tests.Labelling;

public sealed class TextAnswersTests
{
    private static readonly IAnswerForm Form = AnswerForms.Of(TargetKind.Text);

    [Theory]
    [InlineData(" ein Haus ", null)]
    [InlineData("12,5", null)]
    [InlineData("  ", "answer: an empty text is not allowed; give one")]
    [InlineData("ein\nHaus", "answer: \"ein Haus\" has several lines; use one")]
    [InlineData(" NA", "answer: \" NA\" is not allowed; it stands for a missing cell, as ?, NA and null do")]
    [InlineData("ein\tHaus", "answer: \"ein Haus\" holds a control character; use letters")]
    public void Any_text_of_one_line_is_an_answer(string answer, string? fault) => Assert.Equal(fault, Form.FaultOf(answer, []));

    [Fact]
    public void A_text_that_is_too_long_is_refused() =>
        Assert.Equal("answer: 4001 letters are too many; use at most 4000", Form.FaultOf(new string('x', 4001), []));

    [Fact]
    public void The_text_of_most_annotators_counts_and_of_several_such_the_last()
    {
        Assert.Equal("b", Form.Combine([new Opinion("x", "a"), new Opinion("y", "b"), new Opinion("z", "b")]));
        Assert.Equal("b", Form.Combine([new Opinion("x", "a"), new Opinion("y", "b")]));
        Assert.Null(Form.Combine([new Opinion("x", null)]));
    }

    [Fact]
    public void Annotators_agree_where_their_texts_are_the_same()
    {
        Assert.Equal(1, Form.AgreementOfTwo(["a", "b"], ["a", "b"], []), 9);
        Assert.True(Form.AgreementOfTwo(["a", "b"], ["b", "c"], []) < 0.5);
    }

    [Fact]
    public void What_was_answered_is_what_learners_are_told()
    {
        Dataset data = Sets.Of(TargetKind.Text, rows: 4);
        Assert.Equal(["eins", null, null, "drei"], Form.Tell(data, ["eins", null, null, "drei"], []).TargetTexts.AsEnumerable());
    }
}
