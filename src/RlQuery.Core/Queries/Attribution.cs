using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Queries;

/// <summary>How much each signal contributes to a strategy's score of a candidate, for any strategy.</summary>
/// <remarks>
/// The contribution of a signal is the score minus what it would be if that signal of the candidate were the mean over all
/// candidates. Source: occlusion, M. D. Zeiler and R. Fergus, "Visualizing and Understanding Convolutional Networks" (2014), section 4.2.
/// </remarks>
internal static class Attribution
{
    /// <summary>Most candidates that are looked at again.</summary>
    public const int MostCandidates = 512;

    /// <summary>The contribution of each signal of the observation.</summary>
    /// <remarks>Of more than <see cref="MostCandidates"/> candidates, the candidate and others at equal steps stand for all.</remarks>
    /// <param name="strategy">Who scored.</param>
    /// <param name="observation">The observation; it is not changed.</param>
    /// <param name="candidate">Index of the candidate.</param>
    public static float[] Of(IQueryStrategy strategy, Observation observation, int candidate)
    {
        int[] kept = Keep(observation.Count, candidate);
        int place = Array.BinarySearch(kept, candidate);
        Observation altered = Copy(observation, kept);
        float[] scores = new float[kept.Length];
        strategy.Score(altered, scores);
        float score = scores[place];
        float[] contributions = new float[observation.SignalList.Signals.Count];
        for (int signal = 0; signal < contributions.Length; signal++)
        {
            Span<float> column = altered.MutableColumn(signal);
            float own = column[place];
            column[place] = Mean(column);
            strategy.Score(altered, scores);
            column[place] = own;
            contributions[signal] = score - scores[place];
        }
        return contributions;
    }

    private static int[] Keep(int count, int candidate) => count <= MostCandidates
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, MostCandidates - 1).Select(i => (int)((long)count * i / (MostCandidates - 1))).Append(candidate).Distinct().Order()];

    private static Observation Copy(Observation observation, int[] kept)
    {
        var copy = new Observation(observation.SignalList);
        int[] rows = new int[kept.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            rows[i] = observation.Rows[kept[i]];
        }
        copy.Begin(rows, observation.Seed);
        for (int signal = 0; signal < observation.SignalList.Signals.Count; signal++)
        {
            ReadOnlySpan<float> column = observation.Column(signal);
            Span<float> target = copy.MutableColumn(signal);
            for (int i = 0; i < kept.Length; i++)
            {
                target[i] = column[kept[i]];
            }
        }
        observation.State.CopyTo(copy.MutableState);
        return copy;
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }
        return (float)(sum / values.Length);
    }
}
