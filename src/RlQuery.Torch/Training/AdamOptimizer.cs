using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Training;

/// <summary>Adam whose state can be saved and which stands any amount of garbage collection.</summary>
/// <remarks>
/// Source: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization" (ICLR 2015), Algorithm 1, with the arithmetic order of
/// <c>torch.optim.Adam</c>. The stock optimiser lets its scalars be finalised while native code reads them; here each one lives in a
/// field, or in a <c>using</c> that ends after the call. Used by one thread at a time.
/// </remarks>
public sealed class AdamOptimizer : IDisposable
{
    private readonly Slot[] _slots;
    private readonly AdamOptions _options;
    private readonly Scalar _beta1;
    private readonly Scalar _beta2;
    private readonly Scalar _oneMinusBeta1;
    private readonly Scalar _oneMinusBeta2;
    private readonly Scalar _epsilon;
    private readonly Scalar _one;
    private long _steps;

    /// <summary>Starts with no memory of gradients.</summary>
    /// <param name="parameters">What to optimise, each under a name of its own; as <c>Module.named_parameters()</c> gives it.</param>
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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxGradientNorm ?? 1);
        _options = options;
        LearningRate = options.LearningRate;
        _slots = [.. parameters.Select(entry => new Slot(entry.Name, entry.Parameter, Zeros(entry.Parameter), Zeros(entry.Parameter)))];
        _beta1 = options.Beta1.ToScalar();
        _beta2 = options.Beta2.ToScalar();
        _oneMinusBeta1 = (1 - options.Beta1).ToScalar();
        _oneMinusBeta2 = (1 - options.Beta2).ToScalar();
        _epsilon = options.Epsilon.ToScalar();
        _one = 1.0.ToScalar();
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
        using IDisposable noGradient = torch.no_grad();
        if (_options.MaxGradientNorm is double norm)
        {
            torch.nn.utils.clip_grad_norm_(_slots.Select(slot => slot.Parameter), norm);
        }
        _steps++;
        using Scalar rate = (-LearningRate / (1 - Math.Pow(_options.Beta1, _steps))).ToScalar();
        using Scalar spread = Math.Sqrt(1 - Math.Pow(_options.Beta2, _steps)).ToScalar();
        foreach (Slot slot in _slots)
        {
            torch.Tensor gradient = slot.Parameter.grad
                ?? throw new InvalidOperationException($"{slot.Name}: no gradient; call backward() on a loss that uses it");
            slot.Mean.mul_(_beta1).add_(gradient, _oneMinusBeta1);
            slot.Square.mul_(_beta2).addcmul_(gradient, gradient, _oneMinusBeta2);
            torch.Tensor denominator = slot.Square.sqrt().div_(spread).add_(_epsilon, _one);
            slot.Parameter.addcdiv_(slot.Mean, denominator, rate);
        }
        // The scalars are fields, but nothing else holds this object during its last step.
        GC.KeepAlive(this);
    }

    /// <summary>Copies out what the optimiser remembers.</summary>
    public AdamState Save()
    {
        var moments = new Dictionary<string, float[]>();
        foreach (Slot slot in _slots)
        {
            moments.Add($"{slot.Name}.mean", TensorData.ToArray(slot.Mean));
            moments.Add($"{slot.Name}.square", TensorData.ToArray(slot.Square));
        }
        return new AdamState(_steps, moments);
    }

    /// <summary>Goes on from a saved state: the same gradients give the same bytes as without the break.</summary>
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
            TensorData.Fill(slot.Mean, state.Moments[$"{slot.Name}.mean"]);
            TensorData.Fill(slot.Square, state.Moments[$"{slot.Name}.square"]);
        }
        _steps = state.Steps;
    }

    /// <summary>Frees what the optimiser remembers; the parameters stay.</summary>
    public void Dispose()
    {
        foreach (Slot slot in _slots)
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
        }
        _beta1.Dispose();
        _beta2.Dispose();
        _oneMinusBeta1.Dispose();
        _oneMinusBeta2.Dispose();
        _epsilon.Dispose();
        _one.Dispose();
    }

    private static torch.Tensor Zeros(Parameter parameter) => torch.zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

    private static void Require(AdamState state, string name, torch.Tensor tensor)
    {
        if (!state.Moments.TryGetValue(name, out float[]? values) || values.Length != tensor.numel())
        {
            throw new ArgumentException($"{name}: {values?.Length.ToString() ?? "no"} values; needs {tensor.numel()}", nameof(state));
        }
    }

    private sealed record Slot(string Name, Parameter Parameter, torch.Tensor Mean, torch.Tensor Square);
}
