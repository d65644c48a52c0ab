using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Values of the states behind transitions by double Q-learning: the online network chooses a candidate, the target network values it.</summary>
/// <remarks>
/// Source: van Hasselt, Guez and Silver, "Deep Reinforcement Learning with Double Q-learning" (2016), section "Double DQN". No gradient is needed here, so both
/// run in managed code, where the weights of a block of rows stay in the cache. The target network sees only the chosen candidates. If a state has a single
/// candidate, there is nothing to choose.
/// </remarks>
internal sealed class NextValues
{
    private readonly ReplayBuffer _replay;
    private readonly ScoringNetwork _online;
    private readonly ScoringNetwork _target;
    private readonly float[] _scores;
    private readonly float[] _rows;
    private readonly float[] _values;
    private readonly int[] _places;

    /// <param name="replay">The transitions.</param>
    /// <param name="shape">Sizes of both networks.</param>
    /// <param name="size">Transitions in a batch.</param>
    /// <param name="nextCandidates">Most candidates of a next state.</param>
    public NextValues(ReplayBuffer replay, NetworkShape shape, int size, int nextCandidates)
    {
        _replay = replay;
        _online = new ScoringNetwork(shape);
        // One candidate per context: signals and context side by side are one row.
        _target = new ScoringNetwork(new NetworkShape(shape.Inputs(0), 0, shape.Hidden));
        _scores = new float[nextCandidates];
        _rows = new float[size * shape.Inputs(0)];
        _values = new float[size];
        _places = new int[size];
    }

    /// <summary>Adds the discounted values to the returns.</summary>
    /// <param name="slots">Places of the transitions.</param>
    /// <param name="online">Weights of the online network, as <see cref="ScoringNetwork.Load"/> takes them.</param>
    /// <param name="target">Weights of the target network.</param>
    /// <param name="targets">Receives the sums.</param>
    public void Targets(ReadOnlySpan<int> slots, ReadOnlySpan<float> online, ReadOnlySpan<float> target, Span<float> targets)
    {
        int width = _target.Shape.Signals;
        int signals = _replay.Width;
        int count = 0;
        _online.Load(online);
        _target.Load(target);
        for (int i = 0; i < slots.Length; i++)
        {
            targets[i] = _replay.Return(slots[i]);
            ReadOnlySpan<float> rows = _replay.NextRows(slots[i]);
            if (rows.IsEmpty)
            {
                continue;
            }
            ReadOnlySpan<float> context = _replay.NextContext(slots[i]);
            Span<float> chosen = _rows.AsSpan(count * width, width);
            rows.Slice(Best(rows, context) * signals, signals).CopyTo(chosen);
            context.CopyTo(chosen[signals..]);
            _places[count++] = i;
        }
        _target.Score(_rows.AsSpan(0, count * width), [], _values.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            targets[_places[i]] += _replay.Discount(slots[_places[i]]) * _values[i];
        }
    }

    private int Best(ReadOnlySpan<float> rows, ReadOnlySpan<float> context)
    {
        int count = rows.Length / _replay.Width;
        if (count == 1)
        {
            return 0;
        }
        Span<float> scores = _scores.AsSpan(0, count);
        _online.Score(rows, context, scores);
        return VectorMath.ArgMax(scores);
    }
}
