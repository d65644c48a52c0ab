using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

/// <summary>The buffers and networks for scoring by a policy; used by one thread at a time.</summary>
internal sealed partial class PolicyScorer(
    string name, SignalList inputs, Normalisation normalisation, Selector selector, IScoringNetwork[] members)
{
    private readonly ObservationEncoder _encoder = new(inputs, normalisation);
    private readonly float[] _context = new float[ObservationEncoder.ContextWidthOf(inputs)];
    private readonly bool _pooled = members.Any(member => member.Shape.Pooled);
    private float[] _rows = [];
    private float[] _memberScores = [];
    private float[] _combined = [];
    private int[] _shortlist = [];

    public void Score(Observation observation, Span<float> scores)
    {
        int count = observation.Count;
        Reserve(count);
        int chosen = selector.Shortlist(observation, _memberScores, _shortlist);
        ReadOnlySpan<int> shortlist = _shortlist.AsSpan(0, chosen);
        Span<float> combined = _combined.AsSpan(0, chosen);
        Combine(observation, shortlist, combined);

        // The first of the shortlist is its signal's own choice.
        float best = float.NegativeInfinity;
        float lowest = float.PositiveInfinity;
        foreach (float score in combined)
        {
            best = Math.Max(best, score);
            lowest = Math.Min(lowest, score);
        }
        int winner = best - combined[0] <= selector.Threshold ? 0 : combined.IndexOf(best);
        if (winner == 0 || combined[(winner + 1)..].Contains(best))
        {
            // Of equal scores, the first in the order of the shortlist wins: a tree gives one score to all candidates of a leaf.
            combined[winner] = MathF.BitIncrement(best);
        }
        for (int i = 0; i < count; i++)
        {
            scores[_shortlist[i]] = i < chosen ? combined[i] : lowest - 1 - ((float)(i - chosen) / count);
        }
    }

    private void Reserve(int count)
    {
        if (_shortlist.Length < count)
        {
            _shortlist = new int[count];
            _memberScores = new float[count];
            _combined = new float[count];
            _rows = new float[count * inputs.Signals.Count];
        }
    }

    private void Combine(Observation observation, ReadOnlySpan<int> shortlist, Span<float> combined)
    {
        Span<float> rows = _rows.AsSpan(0, shortlist.Length * inputs.Signals.Count);
        Span<float> scores = _memberScores.AsSpan(0, shortlist.Length);
        _encoder.EncodeContext(observation, _context, _pooled);
        _encoder.EncodeCandidates(observation, shortlist, rows);
        combined.Clear();
        foreach (IScoringNetwork member in members)
        {
            member.Score(rows, _context, scores);
            RequireFinite(scores);
            StandardScores.Standardise(scores);
            for (int i = 0; i < scores.Length; i++)
            {
                combined[i] += scores[i];
            }
        }
        // Standardised again, so that the threshold is in standard deviations whatever the number of members.
        StandardScores.Standardise(combined);
    }

    private void RequireFinite(ReadOnlySpan<float> scores)
    {
        foreach (float score in scores)
        {
            if (!float.IsFinite(score))
            {
                throw new InvalidInputException($"{name}: the network gives the score {score}; its weights are out of all proportion");
            }
        }
    }
}
