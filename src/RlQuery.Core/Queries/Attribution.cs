using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Queries;

/// <summary>Which signals a strategy's score of a candidate is owed to, whatever the strategy is.</summary>
/// <remarks>
/// The contribution of a signal is the score minus what it would be if that signal of the candidate were the mean over all
/// candidates. Source: occlusion, M. D. Zeiler and R. Fergus, "Visualizing and Understanding Convolutional Networks" (2014), section 4.2.
/// </remarks>
public static class Attribution
{
    /// <summary>The contribution of each signal of the observation.</summary>
    /// <param name="strategy">Who scored.</param>
    /// <param name="observation">What it saw; it is left as it was.</param>
    /// <param name="candidate">Index of the candidate.</param>
    public static float[] Of(IQueryStrategy strategy, Observation observation, int candidate)
    {
        Observation altered = Copy(observation);
        float[] scores = new float[observation.Count];
        strategy.Score(altered, scores);
        float score = scores[candidate];
        float[] contributions = new float[observation.Schema.Signals.Count];
        for (int signal = 0; signal < contributions.Length; signal++)
        {
            Span<float> column = altered.MutableColumn(signal);
            float own = column[candidate];
            column[candidate] = Mean(column);
            strategy.Score(altered, scores);
            column[candidate] = own;
            contributions[signal] = score - scores[candidate];
        }
        return contributions;
    }

    private static Observation Copy(Observation observation)
    {
        var copy = new Observation(observation.Schema);
        copy.Begin(observation.Rows, observation.Seed);
        for (int signal = 0; signal < observation.Schema.Signals.Count; signal++)
        {
            observation.Column(signal).CopyTo(copy.MutableColumn(signal));
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
