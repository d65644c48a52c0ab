using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

internal sealed partial class PolicyScorer
{
    /// <summary>What the networks see of a choice, and their scores.</summary>
    /// <remarks>The scores of one network are its own; those of several are standardised and added up.</remarks>
    /// <param name="observation">At least one candidate.</param>
    public PolicyView Look(Observation observation)
    {
        Reserve(observation.Count);
        int listed = selector.Shortlist(observation, _memberScores, _shortlist);
        int signals = inputs.Signals.Count;
        float[] rows = new float[listed * signals];
        _encoder.EncodeContext(observation, _context, _pooled);
        _encoder.EncodeCandidates(observation, _shortlist.AsSpan(0, listed), rows);
        float[] scores = new float[listed];
        Span<float> own = _memberScores.AsSpan(0, listed);
        foreach (IScoringNetwork member in members)
        {
            member.Score(rows, _context, own);
            RequireFinite(own);
            if (members.Length > 1)
            {
                StandardScores.Standardise(own);
            }
            for (int i = 0; i < listed; i++)
            {
                scores[i] += own[i];
            }
        }
        var seen = new StandardisedInputs(members[0].Shape);
        return new PolicyView(seen.Take(rows, rows, _context).ToArray(), seen.State.ToArray(), scores);
    }
}
