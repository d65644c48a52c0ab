using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Routing;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Signals.Routing;
using RlQuery.Core.Statistics.Credibility;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Environments.Routing;

/// <summary>Rules of whom to ask again, against the published formulas computed anew.</summary>
public sealed class AskAgainTests
{
    [Theory]
    // m + t s / sqrt(n) with one right and one wrong answer added; t by tables: 12.7062 (1), 3.18245 (3), 2.36462 (7).
    [InlineData(0, 0, 0.5 + (12.7062 * 0.707107 / 1.414214))]
    [InlineData(2, 2, 0.75 + (3.18245 * 0.5 / 2))]
    [InlineData(3, 6, 0.5 + (2.36462 * 0.534522 / 2.828427))]
    public void The_bound_of_interval_estimation_is_the_published_one(int right, int answers, double expected) =>
        Assert.Equal(expected, AnnotatorRecords.Upper(right, answers), 1e-4);

    [Fact]
    public void Majority_and_weighted_votes_are_as_counted_by_hand()
    {
        Vote[] said = [new(0, 0, 0), new(0, 1, 1), new(0, 2, 1), new(1, 0, 0), new(2, 0, 1), new(2, 1, 1)];
        var votes = new Votes(3, 3, 2, said, new Dictionary<int, int> { [1] = 0 });
        CredibilityModel majority = VoteCount.Fit(votes, isWeighted: false);
        Assert.Equal([1 / 3.0, 2 / 3.0], majority.Probabilities(0).ToArray());
        Assert.Equal([1.0, 0], majority.Probabilities(1).ToArray());
        Assert.Equal([0.0, 1], majority.Probabilities(2).ToArray());
        double a = (2 + (1 / 3.0) + 1 + 1) / 6, b = (2 + (2 / 3.0) + 1) / 5, c = (2 + (2 / 3.0)) / 4;
        double zero = a * (1 - b) * (1 - c), one = (1 - a) * b * c;
        CredibilityModel weighted = VoteCount.Fit(votes, isWeighted: true);
        Assert.Equal(zero / (zero + one), weighted.Probabilities(0)[0], 9);
        Assert.Equal(a, weighted.Confusion(0, 1, 1), 9);
        Assert.Equal([1.0, 0], weighted.Probabilities(1).ToArray());
    }

    [Fact]
    public void Near_the_best_are_asked_about_a_row_until_none_is_left_before_the_next_row_begins()
    {
        AnnotatorDefinition[] panel =
            [new() { Name = "a", Accuracy = [0.9, 0.9] }, new() { Name = "b", Accuracy = [0.9, 0.9] }, new() { Name = "c", Accuracy = [0, 0] }];
        Problem problem = RoutedBlobs.Create(panel, classes: 2);
        Routes routes = problem.Items.Routes!;
        (_, List<int> asked) = RoutedBlobs.Play(problem, Known.Parts.Find<IQueryStrategy>("ask-iethresh"));
        int[] rows = [.. asked.Select(routes.RowOf)];
        // No row is left and taken up again.
        Assert.Equal(rows.Distinct().Count(), 1 + rows.Zip(rows.Skip(1)).Count(pair => pair.First != pair.Second));
        Assert.True(asked.Count(item => routes.AnnotatorOf(item) == 2) < asked.Count(item => routes.AnnotatorOf(item) == 0));
        Assert.True(rows.GroupBy(row => row).Count(row => row.Count() > 1) > 3);
    }

    [Fact]
    public void Round_robin_asks_all_alike()
    {
        AnnotatorDefinition[] panel = [new() { Name = "a" }, new() { Name = "b" }, new() { Name = "c" }];
        Problem problem = RoutedBlobs.Create(panel);
        (_, List<int> asked) = RoutedBlobs.Play(problem, Known.Parts.Find<IQueryStrategy>("ask-round-robin"));
        Assert.Equal([0, 1, 2, 0, 1, 2], asked.Take(6).Select(problem.Items.Routes!.AnnotatorOf));
        Assert.Equal(asked.Count, asked.Select(problem.Items.Routes!.RowOf).Distinct().Count());
    }

    [Fact]
    public void ActiveLab_scores_rows_as_published()
    {
        Problem problem = RoutedBlobs.Create(RoutedBlobs.Mixed, classes: 2);
        Routes routes = problem.Items.Routes!;
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 60, 1);
        var player = new StrategyPlayer(Known.Parts.Find<IQueryStrategy>("ask-until-agreed"));
        for (int query = 0; query < 12; query++)
        {
            player.Take(episode);
            episode.Label();
        }
        float[] seen = episode.Observe(new ObservationBuilder(new SignalList([new RowConsensusSignal()], []))).Column(0).ToArray();
        int[] candidates = episode.Candidates.ToArray();
        var beliefs = new RowBeliefs();
        beliefs.Start(routes, 2);
        beliefs.Learn(episode.Pool.Labelled, episode.Labels(0));
        var votes = episode.Pool.Labelled.ToArray().Zip(episode.Labels(0).ToArray()).Where(one => routes.AnnotatorOf(one.First) >= 0)
            .Select(one => (Row: routes.RowOf(one.First), Who: routes.AnnotatorOf(one.First), Said: one.Second)).ToLookup(one => one.Row);
        float[] p = episode.PoolProbabilities(0).ToArray();
        double[] Predicted(int row)
        {
            int item = Enumerable.Range(0, problem.Items.Count).First(item => routes.RowOf(item) == row);
            return [p[2 * item], p[(2 * item) + 1]];
        }
        int Consensus(int row) => beliefs.Of(row)[1] > beliefs.Of(row)[0] ? 1 : 0;
        int[] shared = [.. votes.Where(row => row.Count() > 1).Select(row => row.Key)];
        double commonest = Math.Max(shared.Count(row => Consensus(row) == 0), shared.Count(row => Consensus(row) == 1)) / (double)shared.Length;
        double Weight(double agreement) => Math.Max(1e-6, 1 - ((1 - agreement) / (1 - commonest)));
        double[] own = [.. Enumerable.Range(0, 3).Select(who => Weight(
            shared.SelectMany(row => votes[row]).Where(vote => vote.Who == who).Average(vote => vote.Said == Consensus(vote.Row) ? 1.0 : 0)))];
        double all = shared.SelectMany(row => votes[row]).Average(vote => vote.Said == Consensus(vote.Row) ? 1.0 : 0);
        double learner = Weight(shared.Average(row => (Predicted(row)[1] > Predicted(row)[0] ? 1 : 0) == Consensus(row) ? 1.0 : 0))
            * Math.Sqrt(votes.Average(row => row.Count()));
        for (int i = 0; i < candidates.Length; i++)
        {
            int row = routes.RowOf(candidates[i]);
            int label = votes.Contains(row) ? Consensus(row) : Predicted(row)[1] > Predicted(row)[0] ? 1 : 0;
            double sum = (own.Average() / 2) + (learner * Predicted(row)[label]) + votes[row].Sum(vote => own[vote.Who] * (vote.Said == label ? all : 1 - all));
            Assert.Equal(sum / (own.Average() + learner + votes[row].Sum(vote => own[vote.Who])), seen[i], 1e-5);
        }
        Assert.Contains(candidates, item => votes.Contains(routes.RowOf(item)));
    }
}
