using System.Globalization;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling.Logged;
using RlQuery.Core.Tests.Support;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;

namespace RlQuery.Studies.Tests.Logged;

/// <summary>
/// Estimates from logs against the truth: short in each run of the tests; long with RLQUERY_LOGGED_SEEDS, and then RLQUERY_LOGGED_OUT says where its tables
/// are written; see results/logged.
/// </summary>
[Trait("Category", "Trial")]
public sealed class LoggedTruthTests
{
    private static readonly string[] Sets = ["diabetes", "credit-g", "vowel-sex", "chamois", "segmentation-pair", "segment"];

    private static readonly MixedTableFeaturizer Featurizer = new(PretrainedEncoders.Create(Known.Parts));

    private static int? Seeds =>
        int.TryParse(Environment.GetEnvironmentVariable("RLQUERY_LOGGED_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int seeds) ? seeds : null;

    [Fact]
    public void A_replay_comes_to_the_states_and_the_gains_of_the_session()
    {
        EvaluatedStrategy[] strategies = LoggedTruth.Strategies();
        var played = SimulatedSession.Play(Catalog.Load().Open("iris"), 20, 40, LoggedTruth.Exploration, 1);
        LoggedState[] states = LoggedTruth.States(played, strategies);
        Assert.Equal(20, states.Length);
        foreach (LoggedState state in states)
        {
            // The session's own strategy chooses the row that had the largest probability, and what was asked brings what it brought.
            int best = state.Among.Probabilities.ToList().IndexOf(state.Among.Probabilities.Max());
            Assert.Equal(1, state.Choices[0][best]);
            Assert.Equal(1, state.Inside[0]);
            Assert.Equal(state.AllGains.Select(gains => gains[state.Chosen]), state.Gains);
            Assert.All(state.Choices, choice => Assert.Equal(1, choice.Sum(), 12));
        }
        Assert.Contains(states, state => state.AllGains[0].Distinct().Count() > 4);
    }

    [Fact]
    public void Estimates_are_right_on_average_and_their_intervals_hold_the_truth()
    {
        int seeds = Seeds ?? 4;
        int queries = Seeds is null ? 40 : 200;
        int[] lengths = Seeds is null ? [40] : [40, 200];
        TruthRow[] rows =
        [
            .. (Seeds is null ? ["vowel-sex"] : Sets).SelectMany(name => LoggedTruth.Measure(Catalog.Load().Open(name, Featurizer), seeds, queries, lengths)),
        ];
        if (Environment.GetEnvironmentVariable("RLQUERY_LOGGED_OUT") is { Length: > 0 } folder)
        {
            TruthFiles.Write(Path.Combine(Repository.Root, folder), rows);
        }
        TruthRow[] told = [.. rows.Where(row => row.HasInterval && row.Estimate.Effective >= 5)];
        Assert.True(told.Length > rows.Length / 4, $"{told.Length} of {rows.Length}");
        Assert.InRange(told.Count(row => row.IsHeld) / (double)told.Length, 0.85, 1);
        foreach (IGrouping<(string, string, int), TruthRow> same in rows.GroupBy(row => (row.Estimate.Policy, row.Estimate.Metric, row.Estimate.Queries)))
        {
            double[] errors = [.. same.Select(row => row.Estimate.Robust.Mean - row.Truth)];
            double mean = errors.Average();
            double error = Math.Sqrt(errors.Sum(one => (one - mean) * (one - mean)) / (errors.Length - 1) / errors.Length);
            Assert.InRange(mean, -6 * error, 6 * error);
        }
    }
}
