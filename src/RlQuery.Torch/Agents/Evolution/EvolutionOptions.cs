using System.Globalization;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents.Evolution;

/// <summary>Settings of evolution strategies, under <c>agents.evolution</c> in an environment file.</summary>
public sealed record EvolutionOptions : AgentOptions
{
    private const double LargestWeight = 100;

    /// <summary>Makes the defaults. Its own are no <see cref="AgentOptions.Hidden"/> layers and a <see cref="AgentOptions.LearningRate"/> of 0.02.</summary>
    public EvolutionOptions()
    {
        Hidden = [];
        LearningRate = 0.02;
    }

    /// <summary>Pairs of episodes in each round.</summary>
    /// <value>1..100000. Default: 512.</value>
    public int Pairs { get; init; } = 512;

    /// <summary>Standard deviation of the perturbation of the weights.</summary>
    /// <value>0.0001..100. Default: 0.35.</value>
    public double Sigma { get; init; } = 0.35;

    /// <summary>Momentum: share of the mean gradient that a round keeps.</summary>
    /// <value>0..0.9999. Default: 0.9.</value>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Decay towards the initial weights, per round: weights with little evidence stay small.</summary>
    /// <value>0..0.9999. Default: 0.01.</value>
    public double Decay { get; init; } = 0.01;

    /// <summary>Share of the mean weights that a round keeps; the mean acts, is validated and saved.</summary>
    /// <value>0..0.9999. Default: 0.9. 0: the last weights.</value>
    public double Averaging { get; init; } = 0.9;

    /// <summary>Differences between the two mean scores of a pair are clipped to this.</summary>
    /// <value>0.0001..1. Default: 0.15.</value>
    public double Clip { get; init; } = 0.15;

    /// <summary>Initial weights of signals, by name; all others start at 0.</summary>
    /// <value>-100..100 each. Default: empty; then the shortlist signal, if the policy sees it, has the weight 1 (highest is best) or -1 (lowest).</value>
    public IReadOnlyDictionary<string, double> Initial { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() =>
    [
        .. base.Faults(),
        .. new[]
        {
            Range("pairs", Pairs, 1, 100_000), Range("sigma", Sigma, 1e-4, 100), Range("momentum", Momentum, 0, 0.9999),
            Range("decay", Decay, 0, 0.9999),
            Range("averaging", Averaging, 0, 0.9999), Range("clip", Clip, 1e-4, 1),
        }.OfType<string>(),
        .. Initial.Where(entry => !(Math.Abs(entry.Value) <= LargestWeight)).Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"initial.{entry.Key}: {entry.Value} is not allowed; use {-LargestWeight}..{LargestWeight}")),
    ];

    /// <summary>The names in <see cref="Initial"/> that the policy does not see, a line each.</summary>
    /// <param name="signals">Names of the environment's signals.</param>
    internal IEnumerable<string> UnknownSignals(IReadOnlyList<string> signals) => Initial.Keys.Where(name => !signals.Contains(name)).Select(name =>
        $"initial: '{name}' is none of the environment's signals; use {(signals.Count > 0 ? string.Join(", ", signals) : "none")}");

    /// <summary>The weights at the start.</summary>
    /// <param name="list">The signals that the policy sees.</param>
    /// <returns>One for each signal.</returns>
    internal double[] Start(SignalList list)
    {
        double[] weights = [.. list.SignalNames.Select(name => Initial.GetValueOrDefault(name))];
        int own = list.IndexOf(RankingSignal);
        if (Initial.Count == 0 && own >= 0)
        {
            weights[own] = list.Signals[own].Preference == Preference.Highest ? 1 : -1;
        }
        return weights;
    }

    /// <inheritdoc/>
    private protected override IEnumerable<string> NetworkFaults()
    {
        if (Hidden.Count > 0)
        {
            yield return $"hidden: [{string.Join(", ", Hidden)}] is not allowed; use [], a gated linear network";
        }
        if (WarmStartSteps > 0)
        {
            yield return $"warmStartSteps: {WarmStartSteps} is not allowed; use 0";
        }
    }
}
