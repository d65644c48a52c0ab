using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Tests.Policies;

public sealed class SelectorTests
{
    [Theory]
    [InlineData(2, 2, 100)]
    [InlineData(4, 2, 50)]
    [InlineData(5, 2, 40)]
    [InlineData(10, 10, 100)]
    [InlineData(20, 10, 50)]
    [InlineData(200, 2, 20)]
    [InlineData(1, 2, 100)]
    [InlineData(0, 2, 100)]
    public void A_shortlist_shrinks_with_the_labels_of_each_class_down_to_its_floor(int labels, int classes, int size) =>
        Assert.Equal(size, Shortlist(new Selector(0.5, new MarginSignal(), 0, 0.1), labels, classes));

    [Theory]
    [InlineData(2)]
    [InlineData(200)]
    public void A_floor_above_the_share_leaves_the_share(int labels) =>
        Assert.Equal(Shortlist(new Selector(0.2), labels, 2), Shortlist(new Selector(0.2, new MarginSignal(), 0, 0.6), labels, 2));

    [Fact]
    public void A_policy_whose_shortlist_shrinks_asks_for_the_labels_per_class()
    {
        Assert.Contains("labels-per-class", SamplePolicy.Create(new PolicySelector(0.5, ShortlistFloor: 0.1)).SignalList.StateNames);
        Assert.DoesNotContain("labels-per-class", SamplePolicy.Create(new PolicySelector(0.5)).SignalList.StateNames);
    }

    private static int Shortlist(Selector selector, int labels, int classes)
    {
        Observation observation = SamplePolicy.Observe(SignalList.ByName(Known.Parts, ["margin"], ["labels-per-class"]), 200);
        observation.MutableState[0] = labels / (float)(labels + (10 * classes));
        return selector.Shortlist(observation, new float[200], new int[200]);
    }
}
