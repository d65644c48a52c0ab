using RlQuery.Core.Policies;
using RlQuery.Studies.Distillation;

namespace RlQuery.Studies.Tests.Distillation;

public sealed class RuleFitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_rule_of_a_gated_linear_teacher_is_that_teacher_up_to_the_scale_of_its_scores(ulong seed)
    {
        float[] weights = Teachers.Gaussian(seed, 9);
        // As small as the weights of a policy of deep Q-learning are: the rule's can be read.
        LearnedPolicy teacher = Teachers.Linear([.. weights.Select(weight => weight / 1000)]);
        float[] rule = RuleFit.Fit(Teachers.States(teacher, 300), Teachers.Signals, Teachers.State);
        double scale = rule[0] / weights[0];
        Assert.True(scale > 0);
        Assert.All(rule.Zip(weights), pair => Assert.Equal(pair.Second * scale, pair.First, 2e-3));
        Assert.Equal(1, Teachers.Agreement(teacher, Teachers.Linear(rule)), 0.005);
        Assert.Equal(1, Teachers.States(Teachers.Linear(rule), 300).Average(state => state.Deviation), 0.01);
    }

    [Fact]
    public void Of_several_networks_the_rule_is_what_they_have_in_common()
    {
        LearnedPolicy teacher = Teachers.Linear([1, 0.2f, 0, 0, 0, 0, 0, 0, 0], [1, -0.2f, 0, 0, 0, 0, 0, 0, 0]);
        float[] rule = RuleFit.Fit(Teachers.States(teacher, 300), Teachers.Signals, Teachers.State);
        Assert.Equal(1, rule[0], 0.05);
        Assert.All(rule.Skip(1), weight => Assert.Equal(0, weight, 0.05));
    }

    [Fact]
    public void Without_a_state_to_learn_from_all_weights_are_zero() =>
        Assert.Equal(new float[9], RuleFit.Fit(Teachers.States(Teachers.Linear(new float[9]), 20), Teachers.Signals, Teachers.State));

    [Fact]
    public void The_words_name_the_largest_weights_first_and_what_changes_them()
    {
        float[] weights = [-1.1f, 0.14f, 0.4f, 0.26f, -0.3f, 0.1f, 0.05f, 0, 0];
        Assert.Equal(
            ["a low margin (-1.10), less so with a high pool-entropy (+0.40)", "a high density (+0.26), the other way round with a high budget-used (-0.30), "
                + "more so with a high pool-entropy (+0.10)"],
            RuleWords.Of(weights, ["margin", "density", "leverage"], ["budget-used", "pool-entropy"]));
        Assert.Empty(RuleWords.Of(new float[9], ["margin", "density", "leverage"], ["budget-used", "pool-entropy"]));
    }
}
