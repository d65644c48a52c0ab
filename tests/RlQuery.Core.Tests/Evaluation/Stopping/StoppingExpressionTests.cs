using RlQuery.Core.Evaluation.Stopping;

namespace RlQuery.Core.Tests.Evaluation.Stopping;

public sealed class StoppingExpressionTests
{
    [Theory]
    [InlineData("budget:30")]
    [InlineData("budget:30 or (stability:0.99 and confidence:0.9)")]
    [InlineData("(budget:30 or unchanged:5) and max-uncertainty:0.25")]
    [InlineData("stability:0.99:4")]
    [InlineData("cost:0.002 or cost:0.001:5")]
    public void What_is_written_is_what_is_read(string text) => Assert.Equal(text, StoppingExpression.Parse(text, Known.Parts).Text);

    [Theory]
    [InlineData("budget:3 or budget:4 and budget:5", "budget:3 or (budget:4 and budget:5)")]
    [InlineData("( (budget:3) )", "budget:3")]
    [InlineData("stability:0.990:10", "stability:0.99")]
    [InlineData("(budget:3 or\tbudget:4)or budget:5", "(budget:3 or budget:4) or budget:5")]
    public void And_binds_more_closely_and_brackets_that_say_nothing_go(string text, string expected) =>
        Assert.Equal(expected, StoppingExpression.Parse(text, Known.Parts).Text);

    // By the truth table of a, b and c, each of which holds or does not at the first point.
    [Theory]
    [InlineData("{0} or {1} and {2}")]
    [InlineData("({0} or {1}) and {2}")]
    [InlineData("{0} and ({1} or {2})")]
    [InlineData("{0} and {1} or {2} and {0}")]
    public void An_expression_holds_as_its_parts_say(string form)
    {
        for (int bits = 0; bits < 8; bits++)
        {
            bool[] holds = [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0];
            // At 5 queries budget:5 holds and budget:6 does not.
            string text = string.Format(null, form, [.. holds.Select(one => one ? "budget:5" : "budget:6")]);
            bool expected = form switch
            {
                "{0} or {1} and {2}" => holds[0] || (holds[1] && holds[2]),
                "({0} or {1}) and {2}" => (holds[0] || holds[1]) && holds[2],
                "{0} and ({1} or {2})" => holds[0] && (holds[1] || holds[2]),
                _ => (holds[0] && holds[1]) || (holds[2] && holds[0]),
            };
            Assert.Equal(expected, StoppingExpression.Parse(text, Known.Parts).Watch().Holds(new StoppingPoint(5, 2, [0], 0.5, 0.5)));
        }
    }

    [Theory]
    [InlineData("", "stop: '' ends where a rule should be")]
    [InlineData("budget:3 or", "stop: 'budget:3 or' ends where a rule should be")]
    [InlineData("and budget:3", "stop: 'and budget:3' has 'and' where a rule should be")]
    [InlineData("budget:3 budget:4", "stop: 'budget:3 budget:4' has 'budget:4' where 'and', 'or' or the end should be")]
    [InlineData("(budget:3 or budget:4", "stop: '(budget:3 or budget:4' lacks a ')'")]
    [InlineData("budget:3)", "stop: 'budget:3)' has ')' where 'and', 'or' or the end should be")]
    [InlineData("stabilty:0.9", "stop: 'stabilty' is unknown; did you mean 'stability'?")]
    [InlineData("budget", "stop: budget is not allowed; use budget:N with N of 1..1000000")]
    [InlineData("budget:0", "stop: budget:0 is not allowed; use budget:N with N of 1..1000000")]
    [InlineData("budget:1e3", "stop: budget:1e3 is not allowed; use budget:N with N of 1..1000000")]
    [InlineData("confidence:1.5", "stop: confidence:1.5 is not allowed; use confidence:P with P of 0..1")]
    [InlineData("confidence:NaN", "stop: confidence:NaN is not allowed; use confidence:P with P of 0..1")]
    [InlineData("stability:0.9:0", "stop: stability:0.9:0 is not allowed; use stability:K[:N] with K of 0..1 and N of 1..1000000")]
    [InlineData("stability:0.9:1:2", "stop: stability:0.9:1:2 is not allowed; use stability:K[:N] with K of 0..1 and N of 1..1000000")]
    [InlineData("cost:2", "stop: cost:2 is not allowed; use cost:G[:N] with G of 0..1 and N of 1..1000000")]
    public void What_is_no_rule_is_refused_and_says_where(string text, string fault) =>
        Assert.StartsWith(
            fault, Assert.Single(Assert.Throws<InvalidInputException>(() => StoppingExpression.Parse(text, Known.Parts)).Faults), StringComparison.Ordinal);

    [Fact]
    public void Brackets_without_end_are_refused() =>
        Assert.Contains(
            "nests deeper than 50", Assert.Throws<InvalidInputException>(() => StoppingExpression.Parse(new string('(', 100_000), Known.Parts)).Message,
            StringComparison.Ordinal);
}
