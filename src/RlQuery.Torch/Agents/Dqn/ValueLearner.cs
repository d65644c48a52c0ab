using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using TorchSharp;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>The updates of deep Q-learning: draws transitions, values their next states, updates the network, and then the target network.</summary>
/// <remarks>
/// Mnih et al. (2015), Methods, algorithm 1. The target network is updated softly, as in Lillicrap et al., "Continuous control with deep reinforcement
/// learning" (2016), section 3.
/// </remarks>
internal sealed class ValueLearner : IDisposable
{
    private readonly DqnOptions _options;
    private readonly TrainedNetwork _learning;
    private readonly ReplayBuffer _replay;
    private readonly ValueRegression _regression;
    private readonly NextValues _next;
    private readonly float[] _online;
    private readonly float[] _target;
    private readonly int[] _slots;
    private readonly float[] _weights;
    private readonly float[] _targets;
    private readonly float[] _inputs;

    /// <param name="learning">The online network; the target network starts as its copy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="replay">Where transitions come from.</param>
    /// <param name="device">Where the network is trained.</param>
    public ValueLearner(TrainedNetwork learning, DqnOptions options, ReplayBuffer replay, torch.Device device)
    {
        _options = options;
        _learning = learning;
        _replay = replay;
        int size = options.BatchSize;
        _regression = new ValueRegression(learning.Network, learning.Optimizer, size, device);
        _next = new NextValues(replay, learning.Shape, size, options.NextCandidates);
        _online = new float[learning.Shape.Parameters];
        _target = new float[learning.Shape.Parameters];
        _slots = new int[size];
        _weights = new float[size];
        _targets = new float[size];
        _inputs = new float[size * (replay.Width + replay.Context)];
        Restart();
    }

    /// <summary>Makes the target network a copy of the online network.</summary>
    public void Restart()
    {
        _learning.Network.CopyTo(_online);
        _online.CopyTo(_target, 0);
    }

    /// <summary>One update.</summary>
    /// <param name="draws">Draws the transitions.</param>
    /// <returns>The loss before it.</returns>
    public double Update(Pcg64 draws)
    {
        _replay.Draw(_slots, _weights, _options.PriorityCorrection, draws);
        _next.Targets(_slots, _online, _target, _targets);
        for (int i = 0; i < _slots.Length; i++)
        {
            Span<float> input = _inputs.AsSpan(i * (_replay.Width + _replay.Context));
            _replay.Row(_slots[i]).CopyTo(input);
            _replay.ContextOf(_slots[i]).CopyTo(input[_replay.Width..]);
        }
        double loss = _regression.Step(_inputs, _targets, _weights);
        for (int i = 0; i < _slots.Length; i++)
        {
            _replay.Prioritise(_slots[i], _targets[i] - _regression.Values[i]);
        }
        Follow();
        return loss;
    }

    public void Save(TensorFile checkpoint) => checkpoint.Add("target.weights", [.. _target]);

    /// <summary>Continues from a checkpoint, after the online network did.</summary>
    public void Load(TensorFile checkpoint)
    {
        Restart();
        checkpoint.Float32("target.weights", _target.Length).CopyTo(_target, 0);
    }

    public void Dispose() => _regression.Dispose();

    private void Follow()
    {
        _learning.Network.CopyTo(_online);
        float kept = (float)(1 - _options.TargetUpdate);
        float taken = (float)_options.TargetUpdate;
        for (int i = 0; i < _target.Length; i++)
        {
            _target[i] = (_target[i] * kept) + (_online[i] * taken);
        }
    }
}
