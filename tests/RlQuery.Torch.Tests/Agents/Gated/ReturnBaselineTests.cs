using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Tests.Agents.Gated;

public sealed class ReturnBaselineTests
{
    [Fact]
    public void An_advantage_is_what_followed_less_the_mean_of_the_others_from_the_same_start()
    {
        List<Decision>[] first = [Episode(1, 2), Episode(3, 4), Episode(5)];
        List<Decision>[] other = [Episode(100, 0), Episode(0, 0)];
        double[][][] found = ReturnBaseline.Advantages([first, other], discount: 0.5);
        // Returns 2, 5 and 5 at the first query, and 2 and 4 at the second, where the third episode has ended.
        Assert.Equal([2 - 5.0, 5 - 3.5, 5 - 3.5], found[0].Select(episode => episode[0]));
        Assert.Equal([2 - 4.0, 4 - 2.0], found[0].Where(episode => episode.Length > 1).Select(episode => episode[1]));
        Assert.Equal([[100, 0], [-100, 0]], found[1]);
    }

    [Fact]
    public void Only_so_many_rewards_are_summed()
    {
        double[][][] found = ReturnBaseline.Advantages([[Episode(1, 2, 4), Episode(0, 0, 0)]], discount: 1, steps: 2);
        Assert.Equal([3, 6, 4], found[0][0]);
    }

    [Fact]
    public void Nothing_is_left_of_a_single_episode() =>
        Assert.Equal([0, 0], ReturnBaseline.Advantages([[Episode(1, 2)]], discount: 1)[0][0]);

    [Fact]
    public void What_the_score_at_a_choice_foretells_is_taken_off()
    {
        // Returns of three times the score, plus what the choice is worth, which is unrelated to the score.
        double[] worths = [1, -1, -1, 1];
        List<Decision>[] Problem(double level) => [.. Enumerable.Range(0, 8).Select(i =>
        {
            double score = level + (i % 2) + (i / 2 % 2 * 2);
            return new List<Decision> { new([], [1], 0, score, 0) { Reward = (3 * score) + worths[(i % 2) + (i / 2 % 2 * 2)] } };
        })];

        double[][][] found = ReturnBaseline.Advantages([Problem(0), Problem(7)], discount: 1);
        Assert.All(found, problem => Assert.All(problem.Select((episode, i) => (episode, i)), one => Assert.Equal(
            worths[(one.i % 2) + (one.i / 2 % 2 * 2)] * 8 / 7, one.episode[0], 9)));
    }

    private static List<Decision> Episode(params double[] rewards) => [.. rewards.Select(reward => new Decision([], [1], 0, 0, 0) { Reward = reward })];
}
