using RlQuery.Annotators.Joining;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Tests;

public sealed class MajorityJoinTests
{
    [Fact]
    public void The_class_with_more_votes_than_any_other_wins_and_a_tie_has_none()
    {
        int?[][] answers = [[0, 0, 1], [0, 1, null], [2, null, null], [null, null, null], [1, 1, 0], [0, 1, 2]];
        Assert.Equal([0, null, 2, null, 1, null], new MajorityJoin().Join(answers, new int?[6], 3).Labels);
    }

    [Fact]
    public void The_order_of_annotators_changes_nothing()
    {
        var generator = new Pcg64(5);
        for (int trial = 0; trial < 200; trial++)
        {
            int?[] said = [.. Enumerable.Range(0, 1 + generator.NextInt(6)).Select(_ => generator.NextInt(4) is var label && label == 3 ? (int?)null : label)];
            int?[] other = [.. generator.Permutation(said.Length).Select(i => said[i])];
            Assert.Equal(new MajorityJoin().Join([said], [null], 3).Labels, new MajorityJoin().Join([other], [null], 3).Labels);
        }
    }
}
