using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>The updates of deep Q-learning: draws transitions, values their next states, moves the network, and then the target network.</summary>
/// <remarks>
/// Mnih et al. (2015), Methods, algorithm 1, with Huber's loss; van Hasselt, Guez and Silver, "Deep Reinforcement Learning with Double Q-learning" (2016),
/// section "Double DQN": the online network chooses the next candidate, the target network values it. The target network is updated softly, as in Lillicrap et
/// al., "Continuous control with deep reinforcement learning" (2016), section 3.
/// </remarks>
internal sealed class ValueLearner : IDisposable
{
    private readonly DqnOptions _options;
    private readonly ReplayBuffer _replay;
    private readonly torch.Device _device;
    private readonly DuelingNetwork _online;
    private readonly DuelingNetwork _target;
    private readonly AdamOptimizer _optimizer;
    private readonly int[] _slots;
    private readonly float[] _importance;
    private readonly float[] _targets;
    private readonly ExponentialMean _average;

    /// <param name="shape">Sizes of the gated network.</param>
    /// <param name="start">Its weights at the start.</param>
    /// <param name="options">Settings.</param>
    /// <param name="replay">Where transitions come from.</param>
    /// <param name="device">Where the network is trained.</param>
    public ValueLearner(NetworkShape shape, double[] start, DqnOptions options, ReplayBuffer replay, torch.Device device)
    {
        _options = options;
        _replay = replay;
        _device = device;
        _online = new DuelingNetwork(shape, device);
        _target = new DuelingNetwork(shape, device);
        _optimizer = new AdamOptimizer(_online.Parameters, new AdamOptions { LearningRate = options.LearningRate, MaxGradientNorm = 10 });
        _slots = new int[options.BatchSize];
        _importance = new float[options.BatchSize];
        _targets = new float[options.BatchSize];
        float[] weights = [.. start.Select(weight => (float)weight), .. new float[1 + shape.StateValues]];
        _online.Load(weights);
        _target.Load(weights);
        _average = new ExponentialMean(weights.Length, options.Averaging);
    }

    /// <summary>The mean of the gated network's weights over the updates, in their order; before the first update, those of the start.</summary>
    public float[] Average()
    {
        int gated = (int)_online.Gated.Shape.Parameters;
        return _average.Mean() is { } mean ? mean[..gated] : _online.Gated.Weights();
    }

    /// <summary>One update.</summary>
    /// <param name="draws">Draws the transitions.</param>
    /// <returns>The loss before it.</returns>
    public double Update(Pcg64 draws)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        _replay.Draw(_slots, _importance, _options.PriorityCorrection, draws);
        FillTargets();
        int size = _slots.Length;
        torch.Tensor owners = Indices(size);
        torch.Tensor rows = Tensor(Side(slot => _replay.Row(slot), _replay.Width), size, _replay.Width);
        torch.Tensor states = Tensor(Side(slot => _replay.ContextOf(slot), _replay.Context), size, _replay.Context);
        torch.Tensor values = _online.Forward(rows, states, owners);
        torch.Tensor errors = torch.nn.functional.smooth_l1_loss(values, Tensor(_targets, size), torch.nn.Reduction.None);
        torch.Tensor loss = (errors * Tensor(_importance, size)).mean();
        _optimizer.ZeroGrad();
        loss.backward();
        _optimizer.Step();
        float[] before = TensorData.ToArray(values);
        for (int i = 0; i < size; i++)
        {
            _replay.Prioritise(_slots[i], _targets[i] - before[i]);
        }
        Follow();
        return TensorData.ToArray(loss)[0];
    }

    public void Save(TensorFile checkpoint)
    {
        checkpoint.Add("dqn.online", _online.Weights());
        checkpoint.Add("dqn.target", _target.Weights());
        _average.Save(checkpoint, "dqn.average", "dqn.updates");
        _optimizer.Save().Save(checkpoint, "");
    }

    /// <summary>Continues from a checkpoint.</summary>
    public void Load(TensorFile checkpoint)
    {
        int size = _online.Weights().Length;
        _online.Load(checkpoint.Float32("dqn.online", size));
        _target.Load(checkpoint.Float32("dqn.target", size));
        _average.Load(checkpoint, "dqn.average", "dqn.updates");
        _optimizer.Load(AdamState.Read(checkpoint, ""));
    }

    public void Dispose()
    {
        _online.Dispose();
        _target.Dispose();
    }

    // Returns plus the discounted values of the states behind them.
    private void FillTargets()
    {
        int[] open = [.. Enumerable.Range(0, _slots.Length).Where(i => !_replay.NextRows(_slots[i]).IsEmpty)];
        for (int i = 0; i < _slots.Length; i++)
        {
            _targets[i] = _replay.Return(_slots[i]);
        }
        if (open.Length == 0)
        {
            return;
        }
        using IDisposable noGradient = torch.no_grad();
        int width = _replay.Width;
        float[] states = new float[open.Length * _replay.Context];
        int[] counts = [.. open.Select(i => _replay.NextRows(_slots[i]).Length / width)];
        float[] rows = new float[counts.Sum() * width];
        long[] owners = new long[counts.Sum()];
        int start = 0;
        for (int i = 0; i < open.Length; i++)
        {
            _replay.NextContext(_slots[open[i]]).CopyTo(states.AsSpan(i * _replay.Context));
            _replay.NextRows(_slots[open[i]]).CopyTo(rows.AsSpan(start * width));
            owners.AsSpan(start, counts[i]).Fill(i);
            start += counts[i];
        }
        torch.Tensor allStates = Tensor(states, open.Length, _replay.Context);
        float[] scores = TensorData.ToArray(_online.Gated.Forward(
            Tensor(rows, owners.Length, width), allStates, TensorData.FromSpan(owners, _device, owners.Length)));
        float[] best = new float[open.Length * width];
        start = 0;
        for (int i = 0; i < open.Length; i++)
        {
            int place = start + VectorMath.ArgMax(scores.AsSpan(start, counts[i]));
            rows.AsSpan(place * width, width).CopyTo(best.AsSpan(i * width));
            start += counts[i];
        }
        float[] values = TensorData.ToArray(_target.Forward(Tensor(best, open.Length, width), allStates, Indices(open.Length)));
        for (int i = 0; i < open.Length; i++)
        {
            _targets[open[i]] += _replay.Discount(_slots[open[i]]) * values[i];
        }
    }

    private void Follow()
    {
        float[] online = _online.Weights();
        float[] target = _target.Weights();
        for (int i = 0; i < online.Length; i++)
        {
            target[i] += (float)(_options.TargetUpdate * (online[i] - target[i]));
        }
        _target.Load(target);
        _average.Add(Array.ConvertAll(online, weight => (double)weight));
    }

    private delegate ReadOnlySpan<float> Part(int slot);

    private float[] Side(Part part, int width)
    {
        float[] values = new float[_slots.Length * width];
        for (int i = 0; i < _slots.Length; i++)
        {
            part(_slots[i]).CopyTo(values.AsSpan(i * width));
        }
        return values;
    }

    private torch.Tensor Tensor(float[] values, params long[] shape) => TensorData.FromSpan(values, _device, shape);

    private torch.Tensor Indices(int count) => TensorData.FromSpan(Enumerable.Range(0, count).Select(i => (long)i).ToArray(), _device, count);
}
