using RlQuery.Core.Numerics;

namespace RlQuery.Core.Policies;

/// <summary>Scores every candidate of an observation in managed code: a multilayer perceptron with ReLU, the same bytes on every processor.</summary>
/// <remarks>
/// The context's part of the first layer is computed once per observation. Allocates nothing per call: the buffers belong to the
/// instance, which therefore serves one thread at a time; <see cref="Clone"/> shares the weights and costs little.
/// </remarks>
public sealed class ScoringNetwork : IScoringNetwork
{
    private const int BlockRows = 8 * DenseLayer.TileRows;
    private readonly Weights _weights;
    private readonly float[] _start;
    private readonly float[] _even;
    private readonly float[] _odd;

    /// <summary>Takes weights out of a file.</summary>
    /// <param name="shape">Sizes of the network, with at least one hidden layer.</param>
    /// <param name="file">Holds the layers by the names of <see cref="NetworkShape"/>.</param>
    /// <param name="prefix">Prefix of those names, such as <c>members.0.</c> for one of an ensemble.</param>
    /// <exception cref="InvalidInputException">A layer is missing or has another shape.</exception>
    public ScoringNetwork(NetworkShape shape, TensorFile file, string prefix = "")
        : this(new Weights(shape))
    {
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            float[] weight = file.Float32(prefix + NetworkShape.WeightName(layer), shape.Outputs(layer), shape.Inputs(layer));
            _weights.Load(layer, weight, file.Float32(prefix + NetworkShape.BiasName(layer), shape.Outputs(layer)));
        }
    }

    /// <summary>Makes a network whose weights are zero until <see cref="Load"/>.</summary>
    /// <param name="shape">Sizes of the network.</param>
    public ScoringNetwork(NetworkShape shape)
        : this(new Weights(shape))
    {
    }

    private ScoringNetwork(Weights weights)
    {
        _weights = weights;
        int widest = weights.Hidden.Max(layer => layer.PaddedOutputs);
        // The context's part is computed as one row, which the tile pads.
        _start = new float[DenseLayer.TileRows * weights.Context.PaddedOutputs];
        _even = new float[BlockRows * widest];
        _odd = new float[BlockRows * widest];
    }

    /// <inheritdoc/>
    public NetworkShape Shape => _weights.Shape;

    /// <summary>The same network for another thread.</summary>
    public ScoringNetwork Clone() => new(_weights);

    IScoringNetwork IScoringNetwork.Clone() => Clone();

    /// <inheritdoc/>
    public void ScoreBeside(ReadOnlySpan<float> shortlist, ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores) =>
        Score(candidates, context, scores);

    /// <summary>Loads other weights, also into the clones. No scoring may be in progress.</summary>
    /// <param name="weights">Layer by layer in row-major order, the weights before the biases, as many as <see cref="NetworkShape.Parameters"/>.</param>
    public void Load(ReadOnlySpan<float> weights) => _weights.Load(weights);

    /// <summary>Scores candidates.</summary>
    /// <param name="candidates">Normalised signals, row-major [N x F].</param>
    /// <param name="context">Normalised context [C].</param>
    /// <param name="scores">Receives N scores.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public void Score(ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores)
    {
        int signals = Shape.Signals;
        if (candidates.Length != scores.Length * signals || context.Length != Shape.Context)
        {
            throw new ArgumentException(
                $"{candidates.Length} signals and {context.Length} context values for {scores.Length} scores; "
                + $"needs {scores.Length} x {signals} and {Shape.Context}",
                nameof(candidates));
        }
        _weights.Context.Apply(context, context.Length, 1, _weights.Biases[0], _start, relu: false);
        for (int done = 0; done < scores.Length; done += BlockRows)
        {
            int rows = Math.Min(BlockRows, scores.Length - done);
            ScoreBlock(candidates.Slice(done * signals, rows * signals), scores.Slice(done, rows));
        }
    }

    private void ScoreBlock(ReadOnlySpan<float> candidates, Span<float> scores)
    {
        int rows = scores.Length;
        DenseLayer[] hidden = _weights.Hidden;
        hidden[0].Apply(candidates, Shape.Signals, rows, _start, _even, relu: true);
        float[] current = _even;
        for (int i = 1; i < hidden.Length; i++)
        {
            float[] next = current == _even ? _odd : _even;
            hidden[i].Apply(current, hidden[i - 1].PaddedOutputs, rows, _weights.Biases[i], next, relu: true);
            current = next;
        }
        int width = hidden[^1].PaddedOutputs;
        for (int row = 0; row < rows; row++)
        {
            scores[row] = VectorMath.Dot(_weights.Last, current.AsSpan(row * width, width)) + _weights.LastBias;
        }
    }

    /// <summary>What clones share.</summary>
    private sealed class Weights
    {
        public Weights(NetworkShape shape)
        {
            Shape = shape;
            Context = new DenseLayer(shape.Outputs(0), shape.Inputs(0), shape.Signals, shape.Context);
            Hidden = [.. Enumerable.Range(0, shape.Hidden.Count).Select(layer =>
                new DenseLayer(shape.Outputs(layer), shape.Inputs(layer), 0, layer == 0 ? shape.Signals : shape.Inputs(layer)))];
            Biases = [.. Hidden.Select(layer => new float[layer.PaddedOutputs])];
            Last = new float[Hidden[^1].PaddedOutputs];
        }

        public NetworkShape Shape { get; }

        public DenseLayer Context { get; }

        public DenseLayer[] Hidden { get; }

        public float[][] Biases { get; }

        public float[] Last { get; }

        public float LastBias { get; private set; }

        public void Load(ReadOnlySpan<float> weights)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Shape.Parameters, nameof(weights));
            for (int layer = 0; layer < Shape.Layers; layer++)
            {
                int outputs = Shape.Outputs(layer);
                int size = outputs * Shape.Inputs(layer);
                Load(layer, weights[..size], weights.Slice(size, outputs));
                weights = weights[(size + outputs)..];
            }
        }

        public void Load(int layer, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
        {
            if (layer == Hidden.Length)
            {
                weight.CopyTo(Last);
                LastBias = bias[0];
                return;
            }
            if (layer == 0)
            {
                Context.Pack(weight);
            }
            Hidden[layer].Pack(weight);
            bias.CopyTo(Biases[layer]);
        }
    }
}
