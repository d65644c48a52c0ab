using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Gated;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents.PolicyGradient;

/// <summary>REINFORCE over candidates: the policy is a softmax of a gated network's scores over the shortlist.</summary>
/// <remarks>
/// Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning" (1992), section 5. In a round, several episodes are
/// played from the very same start of each problem, and what follows a choice is compared between them (<see cref="ReturnBaseline"/>). The policy starts as the
/// shortlist's own signal. Each element of the gradient is scaled by its root mean square over the problems, so that a step is as large as what the problems
/// agree on; momentum, decay and averaging are those of evolution. The loss of a round is the root mean square of the gradient's elements, which is about 1 if
/// problems agree on nothing. In use the policy chooses greedily.
/// </remarks>
internal sealed class PolicyGradientAgent : GatedAgent
{
    private const string OwnName = "policy-gradient";

    private readonly PolicyGradientOptions _options;
    private readonly SharedStarts _starts;
    private readonly TorchGatedNetwork _network;
    private readonly Scalar _inverseTemperature;
    private readonly AscendingWeights _weights;

    /// <summary>Makes an agent with its initial weights.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    public PolicyGradientAgent(TrainingSetup setup, PolicyGradientOptions options)
        : base(setup, options)
    {
        _options = options;
        _starts = StartsOf(setup, options);
        _network = new TorchGatedNetwork(Shape, setup.Device);
        _inverseTemperature = (1 / options.Temperature).ToScalar();
        _weights = Ascending(Start());
    }

    /// <inheritdoc/>
    public override string Name => OwnName;

    /// <inheritdoc/>
    public override string ExplorationName => "entropy";

    /// <summary>What plays the episodes of its rounds.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    public static SharedStarts StartsOf(TrainingSetup setup, PolicyGradientOptions options) => new(
        setup, options.SelectorIn(setup.Parts), ShapeOf(setup, options),
        new SharedStartsOptions(
            OwnName, options.ProblemsPerRound, options.EpisodesPerProblem, Bare: 0, temperature => new SoftmaxChoice(temperature)));

    /// <inheritdoc/>
    public override RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        RecordedRound played = _starts.Play(_weights.Latest(), _options.Temperature, round, most, cancel);
        // Small sets may be fully labelled at the start.
        return played.Steps > 0
            ? played.Report(_weights.Ascend(Gradient(played.Problems), StepShare(stepsBefore)), played.Decisions.Average(step => step.Exploration))
            : played.Report(double.NaN, double.NaN);
    }

    /// <inheritdoc/>
    public override void Save(TensorFile checkpoint) => _weights.Save(checkpoint, Name);

    /// <inheritdoc/>
    public override void Load(TensorFile checkpoint) => _weights.Load(checkpoint, Name);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _inverseTemperature.Dispose();
        _network.Dispose();
    }

    /// <inheritdoc/>
    protected override float[] Current() => _weights.Average();

    private AscendingWeights Ascending(double[] start)
    {
        int linear = Shape.Signals * (1 + Shape.StateValues);
        double[] rates = [.. start.Select((_, j) => _options.LearningRate * (j < linear ? 1 : _options.HiddenRate))];
        return new AscendingWeights(start, rates, _options.Momentum, _options.Averaging, _options.Decay);
    }

    private double StepShare(long stepsBefore) => _options.FallingSteps == 0 ? 1 : 1 / (1 + (stepsBefore / (double)_options.FallingSteps));

    // Each element has about unit variance where the problems agree on nothing.
    private double[] Gradient(List<Decision>[][] problems)
    {
        double[][][] advantages = ReturnBaseline.Advantages(problems, _options.Discount);
        _network.Load(_weights.Latest());
        double[] sums = new double[Shape.Parameters];
        double[] squares = new double[sums.Length];
        for (int p = 0; p < problems.Length; p++)
        {
            float[] own = Gradient([.. problems[p].SelectMany(episode => episode)], Scaled([.. advantages[p].SelectMany(episode => episode)]));
            for (int j = 0; j < own.Length; j++)
            {
                sums[j] += own[j];
                squares[j] += (double)own[j] * own[j];
            }
        }
        return [.. sums.Zip(squares, (sum, square) => square > 0 ? sum / Math.Sqrt(square) : 0)];
    }

    // To unit mean square, so that no problem counts for more than another.
    private static float[] Scaled(double[] advantages)
    {
        double square = advantages.Length > 0 ? advantages.Average(value => value * value) : 0;
        double scale = square > 0 ? 1 / Math.Sqrt(square) : 0;
        return Array.ConvertAll(advantages, value => (float)(value * scale));
    }

    // Of the mean of log-probability times advantage.
    private float[] Gradient(Decision[] decisions, float[] advantages)
    {
        if (decisions.Length == 0)
        {
            return new float[Shape.Parameters];
        }
        using DisposeScope scope = torch.NewDisposeScope();
        var batch = new ShortlistBatch(decisions, Shape, Setup.Device);
        torch.Tensor scores = _network.Forward(batch.Rows, batch.States, batch.Owners);
        torch.Tensor logs = Segments.LogSoftmax(scores.mul(_inverseTemperature), batch.Owners, decisions.Length).index_select(0, batch.Chosen);
        return _network.Gradient((logs * TensorData.FromSpan(advantages, Setup.Device, advantages.Length)).mean());
    }
}
