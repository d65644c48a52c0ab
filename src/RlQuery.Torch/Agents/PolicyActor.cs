using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents;

/// <summary>An agent's view of one observation: the shortlist, its encoded rows and their scores. One per thread.</summary>
/// <remarks>
/// Scores are those of the network, or the standardised scores of several, added up. A policy in use (<see cref="LearnedPolicy"/>) standardises once more and
/// applies the threshold; exploration and learning need neither.
/// </remarks>
internal sealed class PolicyActor
{
    private readonly ObservationEncoder _encoder;
    private readonly IReadOnlyList<IScoringNetwork> _members;
    private readonly Selector _selector;
    private readonly float[] _context;
    private float[] _keys = [];
    private float[] _rows = [];
    private float[] _scores = [];
    private float[] _memberScores = [];
    private int[] _shortlist = [];
    private int _ranked;

    public PolicyActor(SignalList list, Normalisation normalisation, Selector selector, IReadOnlyList<IScoringNetwork> members)
    {
        _encoder = new ObservationEncoder(list, normalisation);
        _members = members;
        _selector = selector;
        _context = new float[_encoder.ContextWidth];
    }

    public int Width => _encoder.CandidateWidth;

    public int Count { get; private set; }

    /// <summary>Indices of the candidates that may be chosen, the shortlist signal's own choice first.</summary>
    public ReadOnlySpan<int> Shortlist => _shortlist.AsSpan(0, Count);

    /// <summary>All candidates of the observation that was looked at, best by the shortlist signal first; the shortlist is where it begins.</summary>
    public ReadOnlySpan<int> Ranking => _shortlist.AsSpan(0, _ranked);

    public ReadOnlySpan<float> Context => _context;

    /// <summary>Encoded shortlist [count x F].</summary>
    public ReadOnlySpan<float> Rows => _rows.AsSpan(0, Count * Width);

    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, Count);

    public ReadOnlySpan<float> Row(int place) => _rows.AsSpan(place * Width, Width);

    /// <summary>Looks at an observation.</summary>
    /// <param name="observation">At least one candidate.</param>
    /// <param name="score">Whether the network's scores are wanted.</param>
    public void Look(Observation observation, bool score)
    {
        if (_shortlist.Length < observation.Count)
        {
            _shortlist = new int[observation.Count];
            _keys = new float[observation.Count];
            _rows = new float[observation.Count * Width];
            _scores = new float[observation.Count];
            _memberScores = new float[observation.Count];
        }
        _ranked = observation.Count;
        Count = _selector.Shortlist(observation, _keys, _shortlist);
        _encoder.EncodeContext(observation, _context);
        _encoder.EncodeCandidates(observation, Shortlist, _rows);
        if (score)
        {
            Score(Rows, _scores.AsSpan(0, Count));
        }
    }

    /// <summary>Encodes and scores candidates within the shortlist or not.</summary>
    /// <param name="observation">The observation that was looked at.</param>
    /// <param name="candidates">Indices of candidates.</param>
    /// <param name="rows">Receives [candidates x F].</param>
    /// <param name="scores">Receives a score for each.</param>
    public void Score(Observation observation, ReadOnlySpan<int> candidates, Span<float> rows, Span<float> scores)
    {
        _encoder.EncodeCandidates(observation, candidates, rows);
        Score(rows, scores);
    }

    /// <summary>Place in the shortlist of the best score; of equal ones the first.</summary>
    public int Best()
    {
        int best = 0;
        for (int i = 1; i < Count; i++)
        {
            if (_scores[i] > _scores[best])
            {
                best = i;
            }
        }
        return best;
    }

    private void Score(ReadOnlySpan<float> rows, Span<float> scores)
    {
        _members[0].Score(rows, _context, scores);
        if (_members.Count == 1)
        {
            return;
        }
        StandardScores.Standardise(scores);
        Span<float> own = _memberScores.AsSpan(0, scores.Length);
        foreach (IScoringNetwork member in _members.Skip(1))
        {
            member.Score(rows, _context, own);
            StandardScores.Standardise(own);
            for (int i = 0; i < own.Length; i++)
            {
                scores[i] += own[i];
            }
        }
    }
}
