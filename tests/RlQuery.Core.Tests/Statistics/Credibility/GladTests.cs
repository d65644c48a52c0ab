using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics.Credibility;

namespace RlQuery.Core.Tests.Statistics.Credibility;

/// <summary>Ability and difficulty against simulated annotators and items.</summary>
public sealed class GladTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Ability_and_difficulty_are_ranked_as_they_were_drawn_and_the_truth_is_found_better_than_by_majority(int classes)
    {
        const int items = 400;
        double[] ability = [3, 2, 1, 0.5, 0.2, 0.2, 0];
        var draws = new Pcg64(2, "glad");
        double[] ease = [.. Enumerable.Range(0, items).Select(_ => Math.Exp(0.5 + (0.7 * draws.NextGaussian())))];
        int[] truth = [.. Enumerable.Range(0, items).Select(_ => draws.NextInt(classes))];
        var votes = new List<Vote>();
        for (int item = 0; item < items; item++)
        {
            for (int annotator = 0; annotator < ability.Length; annotator++)
            {
                bool right = draws.NextDouble() < 1 / (1 + Math.Exp(-ability[annotator] * ease[item]));
                votes.Add(new Vote(item, annotator, right ? truth[item] : (truth[item] + 1 + draws.NextInt(classes - 1)) % classes));
            }
        }
        GladModel model = Glad.Fit(new Votes(items, ability.Length, classes, votes));
        Assert.True(model.Ability(0) > model.Ability(2) && model.Ability(2) > model.Ability(6), "abilities in order");
        double[] found = [.. Enumerable.Range(0, items).Select(model.Difficulty)];
        int[] hardest = [.. Enumerable.Range(0, items).OrderBy(item => ease[item]).Take(items / 4)];
        int[] easiest = [.. Enumerable.Range(0, items).OrderByDescending(item => ease[item]).Take(items / 4)];
        Assert.True(hardest.Average(item => found[item]) > easiest.Average(item => found[item]), "hard items are found harder");
        double right2 = truth.Where((label, item) => Label(model, item) == label).Count() / (double)items;
        double majority = truth.Where((label, item) => votes.Skip(item * ability.Length).Take(ability.Length).GroupBy(vote => vote.Label)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key == label).Count() / (double)items;
        Assert.True(right2 > majority + 0.02, $"{right2} by ability, {majority} by majority");
    }

    [Fact]
    public void The_posterior_never_falls()
    {
        IReadOnlyList<double> rises = Glad.Fit(new SimulatedVotes(150, 3, [0.9, 0.7, 0.4], 0.8, 6).Votes).LogPosteriors;
        Assert.True(rises.Count > 2);
        Assert.All(rises.Zip(rises.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-8, $"{pair.First} {pair.Second}"));
    }

    [Fact]
    public void An_annotator_who_is_mostly_wrong_has_a_negative_ability()
    {
        var simulated = new SimulatedVotes(300, 2, [0.9, 0.9, 0.15], 1, 8);
        GladModel model = Glad.Fit(simulated.Votes);
        Assert.True(model.Ability(2) < 0);
        Assert.True(model.Right(2, 0) < 0.5 && model.Right(0, 0) > 0.5);
    }

    private static int Label(GladModel model, int item) => model.Probabilities(item).IndexOf(model.Probabilities(item).ToArray().Max());
}
