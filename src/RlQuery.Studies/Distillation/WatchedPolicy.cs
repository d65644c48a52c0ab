using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Distillation;

/// <summary>A policy that plays as always, while others say what they would choose in its place. Serves one thread.</summary>
/// <param name="policy">Who plays.</param>
/// <param name="others">Who is asked.</param>
internal sealed class WatchedPolicy(LearnedPolicy policy, IReadOnlyList<IQueryStrategy> others) : IQueryStrategy
{
    private readonly int[] _same = new int[others.Count];
    private float[] _scores = [];

    /// <inheritdoc/>
    public string Name => policy.Name;

    /// <inheritdoc/>
    public SignalList SignalList { get; } = others.Aggregate(policy.SignalList, (all, other) => all.Union(other.SignalList));

    /// <inheritdoc/>
    /// <remarks>None where another may choose outside it by a costly signal.</remarks>
    public ICandidateFocus? Focus { get; } =
        others.All(other => other.Focus is not null || !other.SignalList.NeedsCurvature) ? policy.Focus : null;

    /// <summary>Number of choices.</summary>
    public int Choices { get; private set; }

    /// <summary>How many of them each of the others would have made too.</summary>
    public IReadOnlyList<int> Same => _same;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        policy.Score(observation, scores);
        int choice = QueryChoice.Best(scores[..observation.Count], observation.Rows);
        Choices++;
        if (_scores.Length < observation.Count)
        {
            _scores = new float[observation.Count];
        }
        Span<float> own = _scores.AsSpan(0, observation.Count);
        for (int i = 0; i < others.Count; i++)
        {
            others[i].Score(observation, own);
            _same[i] += QueryChoice.Best(own, observation.Rows) == choice ? 1 : 0;
        }
    }
}
