using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

internal sealed partial class PolicyScorer
{
    /// <summary>How much each signal speaks for a candidate against the shortlist signal's own choice.</summary>
    /// <remarks>
    /// The contribution of a signal is the drop of the networks' score of the candidate when only that signal takes the value of the own choice,
    /// in standard deviations of the scores over the shortlist, averaged over the ensemble. Shortlist and threshold, which are not part of a network, are
    /// ignored. Source: occlusion, as for <see cref="Queries.Attribution"/>, with the rival as the baseline.
    /// </remarks>
    /// <returns>A contribution for each input signal; nothing if the candidate is the own choice.</returns>
    public float[] Contrast(Observation observation, int candidate)
    {
        Reserve(observation.Count);
        int listed = selector.Shortlist(observation, _memberScores, _shortlist);
        if (_shortlist[0] == candidate)
        {
            return [];
        }
        int signals = inputs.Signals.Count;
        float[] list = new float[listed * signals];
        _encoder.EncodeContext(observation, _context, _pooled);
        _encoder.EncodeCandidates(observation, _shortlist.AsSpan(0, listed), list);
        float[] altered = Altered(observation, candidate);
        float[] contrast = new float[signals];
        float[] listScores = new float[listed];
        float[] alteredScores = new float[signals + 1];
        foreach (IScoringNetwork member in members)
        {
            member.Score(list, _context, listScores);
            member.ScoreBeside(list, altered, _context, alteredScores);
            double deviation = Deviation(listScores);
            for (int signal = 0; signal < signals && deviation > 0; signal++)
            {
                contrast[signal] += (float)((alteredScores[0] - alteredScores[signal + 1]) / (deviation * members.Length));
            }
        }
        return contrast;
    }

    /// <summary>The candidate as it is, and once for each signal with that of the own choice.</summary>
    private float[] Altered(Observation observation, int candidate)
    {
        int signals = inputs.Signals.Count;
        float[] pair = new float[2 * signals];
        _encoder.EncodeCandidates(observation, [candidate, _shortlist[0]], pair);
        float[] altered = new float[(signals + 1) * signals];
        for (int row = 0; row <= signals; row++)
        {
            pair.AsSpan(0, signals).CopyTo(altered.AsSpan(row * signals));
            if (row > 0)
            {
                altered[(row * signals) + row - 1] = pair[signals + row - 1];
            }
        }
        return altered;
    }

    private static double Deviation(float[] scores)
    {
        double mean = scores.Average(score => (double)score);
        return Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
    }
}
