using TorchSharp;

namespace RlQuery.Torch.Learners;

/// <summary>How your own module is trained.</summary>
public sealed record ModuleOptions
{
    /// <summary>Shape of one item, such as channels, height and width; the product is the number of features.</summary>
    /// <value>Default: none; then the module gets rows of features.</value>
    public IReadOnlyList<long> InputShape { get; init; } = [];

    /// <summary>The loss of each item [items], of the module's output and the answers: classes [items] of int64, or standardised numbers [items].</summary>
    /// <value>Default: null; then cross-entropy of the output as scores of classes, or the squared error of its first value.</value>
    public Func<torch.Tensor, torch.Tensor, torch.Tensor>? Loss { get; init; }

    /// <summary>Passes over the labelled items in each fit.</summary>
    /// <value>1..100000. Default: 50.</value>
    public int Epochs { get; init; } = 50;

    /// <summary>Labelled items in each step.</summary>
    /// <value>1..100000. Default: 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Step size of Adam.</summary>
    /// <value>More than 0. Default: 0.001.</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Share of each weight that a step takes off, times the step size.</summary>
    /// <value>At least 0. Default: 0.01.</value>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Items that are predicted at once.</summary>
    /// <value>1..100000. Default: 256.</value>
    public int PredictionBatch { get; init; } = 256;

    /// <summary>Seed of the first weights and of the order of the items.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Where it is trained: <c>cpu</c> or <c>cuda</c>.</summary>
    /// <value>Default: <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";
}
