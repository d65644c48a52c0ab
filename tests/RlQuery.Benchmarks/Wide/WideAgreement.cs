using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Benchmarks.Wide;

/// <summary>Picks of the general policy with signals in the span of the labelled rows, and with those of whole rows, in the same states.</summary>
/// <param name="States">States that were looked at.</param>
/// <param name="Same">Those in which the picks are the same.</param>
internal sealed record WideAgreement(int States, int Same)
{
    /// <summary>Plays episodes that follow the picks of whole rows.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="queries">Queries of an episode.</param>
    /// <param name="states">How many states at least.</param>
    public static WideAgreement Measure(int classes, int queries, int states)
    {
        var fast = new Episode(new LogisticRegressionFactory());
        var direct = new Episode(new WholeRows.Factory());
        var builder = new ObservationBuilder(WideQuery.Policy.SignalList, WideQuery.Policy.Focus);
        int looked = 0;
        int same = 0;
        for (ulong seed = 1; looked < states; seed++)
        {
            Problem problem = WideData.Create(classes, seed);
            fast.Begin(problem, queries, seed);
            direct.Begin(problem, queries, seed);
            for (int query = 0; query < queries; query++, looked++)
            {
                int row = Pick(direct, builder);
                same += Pick(fast, builder) == row ? 1 : 0;
                direct.Take(row);
                fast.Take(row);
                direct.Label();
                fast.Label();
            }
        }
        return new WideAgreement(looked, same);
    }

    private static int Pick(Episode episode, ObservationBuilder builder)
    {
        Observation observation = episode.Observe(builder);
        float[] scores = new float[observation.Count];
        WideQuery.Policy.Score(observation, scores);
        return observation.Rows[QueryChoice.Best(scores, observation.Rows)];
    }
}
