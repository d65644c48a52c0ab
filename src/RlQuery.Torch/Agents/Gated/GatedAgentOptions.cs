using System.Globalization;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>Settings of agents whose network is gated, and starts as a heuristic.</summary>
public abstract record GatedAgentOptions : AgentOptions
{
    private const double LargestWeight = 100;

    /// <summary>Makes the defaults. Their own are no <see cref="AgentOptions.Hidden"/> layers: the network is gated linear.</summary>
    protected GatedAgentOptions()
    {
        Hidden = [];
    }

    /// <summary>Initial weights of signals, by name; all others start at 0.</summary>
    /// <value>
    /// -100..100 each. Default: empty; then the shortlist signal, or else its rank, has the weight 1 (highest is best) or -1 (lowest), if the policy sees it.
    /// In deep Q-learning, whose scores are percentage points, it has 0.2 or -0.2.
    /// </value>
    public IReadOnlyDictionary<string, double> Initial { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() =>
    [
        .. base.Faults(),
        .. Initial.Where(entry => !(Math.Abs(entry.Value) <= LargestWeight)).Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"initial.{entry.Key}: {entry.Value} is not allowed; use {-LargestWeight}..{LargestWeight}")),
    ];

    /// <summary>Size of the one weight that there is where <see cref="Initial"/> is empty.</summary>
    private protected virtual double UsualWeight => 1;

    /// <summary>The names in <see cref="Initial"/> that the policy does not see, a line each.</summary>
    /// <param name="signals">Names of the environment's signals.</param>
    internal IEnumerable<string> UnknownSignals(IReadOnlyList<string> signals) => Initial.Keys.Where(name => !signals.Contains(name)).Select(name =>
        $"initial: '{name}' is none of the environment's signals; use {(signals.Count > 0 ? string.Join(", ", signals) : "none")}");

    /// <summary>The weights of the linear part at the start: those of signals, which depend on no state value.</summary>
    /// <param name="list">The signals and state values that the policy sees.</param>
    /// <returns>Row-major [F x (1 + G)].</returns>
    internal double[] Start(SignalList list)
    {
        int width = 1 + list.State.Count;
        double[] weights = new double[list.Signals.Count * width];
        for (int j = 0; j < list.Signals.Count; j++)
        {
            weights[j * width] = Initial.GetValueOrDefault(list.SignalNames[j]);
        }
        int own = list.IndexOf(RankingSignal);
        own = own >= 0 ? own : list.IndexOf($"{RankingSignal}-rank");
        if (Initial.Count == 0 && own >= 0)
        {
            weights[own * width] = list.Signals[own].Preference == Preference.Highest ? UsualWeight : -UsualWeight;
        }
        return weights;
    }

    /// <inheritdoc/>
    private protected override IEnumerable<string> NetworkFaults() => Hidden.Count > 4 || Hidden.Any(width => width is < 1 or > 1024)
        ? [$"hidden: [{string.Join(", ", Hidden)}] is not allowed; use up to four widths of 1..1024"]
        : [];
}
