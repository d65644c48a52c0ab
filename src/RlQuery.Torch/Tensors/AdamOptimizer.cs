using System.Numerics;
using System.Runtime.InteropServices;
using RlQuery.Core.Numerics;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Tensors;

/// <summary>Adam with savable state, which is safe under garbage collection.</summary>
/// <remarks>
/// Source: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization" (ICLR 2015), Algorithm 1, with the arithmetic order of
/// <c>torch.optim.Adam</c>; weight decay as in I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization" (ICLR 2019), Algorithm 2, in the form of
/// <c>torch.optim.AdamW</c>. The arithmetic is done in managed memory: a step of a small network is a few microseconds of it, while torch would be called
/// some eighty times, and no scalar can be finalised while native code reads it. Used by one thread at a time.
/// </remarks>
internal sealed class AdamOptimizer
{
    private readonly Slot[] _slots;
    private readonly AdamOptions _options;
    private long _steps;

    /// <summary>Starts with no memory of gradients.</summary>
    /// <param name="parameters">The parameters, each with its own name; as <c>Module.named_parameters()</c> gives it.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamOptimizer(IEnumerable<(string Name, Parameter Parameter)> parameters, AdamOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Beta1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Beta1, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Beta2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Beta2, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Epsilon);
        ArgumentOutOfRangeException.ThrowIfNegative(options.WeightDecay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxGradientNorm ?? 1);
        _options = options;
        LearningRate = options.LearningRate;
        _slots = [.. parameters.Select(entry => new Slot(entry.Name, entry.Parameter))];
    }

    /// <summary>Step size of the next step; a schedule may change it between steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>Sets every gradient to zero.</summary>
    public void ZeroGrad()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        foreach (Slot slot in _slots)
        {
            slot.Parameter.grad?.zero_();
        }
    }

    /// <summary>Moves every parameter by its gradient.</summary>
    /// <exception cref="InvalidOperationException">A parameter has no gradient.</exception>
    public void Step()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        foreach (Slot slot in _slots)
        {
            torch.Tensor gradient = slot.Parameter.grad
                ?? throw new InvalidOperationException($"{slot.Name}: no gradient; call backward() on a loss that uses it");
            TensorData.CopyTo(gradient, slot.Gradient);
        }
        Move();
    }

    /// <summary>Moves every parameter by a gradient that was not made by <c>backward()</c>.</summary>
    /// <param name="gradients">One per parameter, in their order.</param>
    public void Step(ReadOnlySpan<torch.Tensor> gradients)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            TensorData.CopyTo(gradients[i], _slots[i].Gradient);
        }
        Move();
    }

    /// <summary>Copies out what the optimiser remembers.</summary>
    public AdamState Save()
    {
        var moments = new Dictionary<string, float[]>();
        foreach (Slot slot in _slots)
        {
            moments.Add($"{slot.Name}.mean", [.. slot.Mean]);
            moments.Add($"{slot.Name}.square", [.. slot.Square]);
        }
        return new AdamState(_steps, moments);
    }

    /// <summary>Continues from a saved state: the same gradients give the same bytes as without the interruption.</summary>
    /// <param name="state">What <see cref="Save"/> gave, for parameters of the same names and sizes.</param>
    /// <exception cref="ArgumentException">A name is missing or an array has another length; nothing has changed then.</exception>
    public void Load(AdamState state)
    {
        foreach (Slot slot in _slots)
        {
            Require(state, $"{slot.Name}.mean", slot.Mean);
            Require(state, $"{slot.Name}.square", slot.Square);
        }
        foreach (Slot slot in _slots)
        {
            state.Moments[$"{slot.Name}.mean"].CopyTo(slot.Mean, 0);
            state.Moments[$"{slot.Name}.square"].CopyTo(slot.Square, 0);
        }
        _steps = state.Steps;
    }

    private static void Require(AdamState state, string name, float[] memory)
    {
        if (!state.Moments.TryGetValue(name, out float[]? values) || values.Length != memory.Length)
        {
            throw new ArgumentException($"{name}: {values?.Length.ToString() ?? "no"} values; needs {memory.Length}", nameof(state));
        }
    }

    private void Move()
    {
        _steps++;
        float scale = Scale();
        float rate = (float)(LearningRate / (1 - Math.Pow(_options.Beta1, _steps)));
        float spread = (float)Math.Sqrt(1 - Math.Pow(_options.Beta2, _steps));
        foreach (Slot slot in _slots)
        {
            TensorData.CopyTo(slot.Parameter, slot.Values);
            Move(slot, scale, rate, spread);
            TensorData.Fill(slot.Parameter, slot.Values);
        }
    }

    // The factor for all gradients that limits their total norm, as in torch's clip_grad_norm_.
    private float Scale()
    {
        if (_options.MaxGradientNorm is not double norm)
        {
            return 1;
        }
        double squares = 0;
        foreach (Slot slot in _slots)
        {
            squares += VectorMath.Dot(slot.Gradient, slot.Gradient);
        }
        return (float)Math.Min(1, norm / (Math.Sqrt(squares) + 1e-6));
    }

    // Each value is computed by itself, so that the number of lanes changes no byte.
    private void Move(Slot slot, float scale, float rate, float spread)
    {
        float keptMean = (float)_options.Beta1;
        float takenMean = (float)(1 - _options.Beta1);
        float keptSquare = (float)_options.Beta2;
        float takenSquare = (float)(1 - _options.Beta2);
        float epsilon = (float)_options.Epsilon;
        float kept = (float)(1 - (LearningRate * _options.WeightDecay));
        int done = slot.Values.Length / Vector<float>.Count * Vector<float>.Count;
        Span<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(slot.Values.AsSpan());
        Span<Vector<float>> means = MemoryMarshal.Cast<float, Vector<float>>(slot.Mean.AsSpan());
        Span<Vector<float>> squares = MemoryMarshal.Cast<float, Vector<float>>(slot.Square.AsSpan());
        Span<Vector<float>> gradients = MemoryMarshal.Cast<float, Vector<float>>(slot.Gradient.AsSpan());
        for (int i = 0; i < values.Length; i++)
        {
            Vector<float> gradient = gradients[i] * scale;
            means[i] = (means[i] * keptMean) + (gradient * takenMean);
            squares[i] = (squares[i] * keptSquare) + (gradient * gradient * takenSquare);
            values[i] = (values[i] * kept) - (means[i] * rate / ((Vector.SquareRoot(squares[i]) / new Vector<float>(spread)) + new Vector<float>(epsilon)));
        }
        for (int i = done; i < slot.Values.Length; i++)
        {
            float gradient = slot.Gradient[i] * scale;
            slot.Mean[i] = (slot.Mean[i] * keptMean) + (gradient * takenMean);
            slot.Square[i] = (slot.Square[i] * keptSquare) + (gradient * gradient * takenSquare);
            slot.Values[i] = (slot.Values[i] * kept) - (slot.Mean[i] * rate / ((MathF.Sqrt(slot.Square[i]) / spread) + epsilon));
        }
    }

    /// <summary>A parameter with its copy in managed memory and its moments.</summary>
    private sealed class Slot(string name, Parameter parameter)
    {
        public string Name { get; } = name;

        public Parameter Parameter { get; } = parameter;

        public float[] Values { get; } = new float[parameter.numel()];

        public float[] Gradient { get; } = new float[parameter.numel()];

        public float[] Mean { get; } = new float[parameter.numel()];

        public float[] Square { get; } = new float[parameter.numel()];
    }
}
