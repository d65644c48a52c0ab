using RlQuery.Core.Policies;

namespace RlQuery.Core.Streams.Policies;

/// <summary>A learned policy for streams: a network scores two candidates, to ask and to let go, and the better one is taken while budget is left.</summary>
/// <remarks>
/// The two candidates differ in one signal, which is 1 for asking and -1 for letting go, and share the state, which is all that is known of the item: so the
/// networks and the agents of pools serve streams as they are. As in Fang, Li and Cohn, "Learning how to Active Learn" (2017), section 3. The budget estimate
/// of Žliobaitė and others (2014) holds whatever the network says.
/// </remarks>
public sealed class StreamPolicy : IStreamStrategy
{
    private readonly IScoringNetwork _network;

    /// <summary>Makes a policy.</summary>
    /// <param name="name">Name as in tables.</param>
    /// <param name="network">Of one signal, and as many state values as a situation has.</param>
    /// <param name="hash">SHA-256 of its weights, in hexadecimal.</param>
    internal StreamPolicy(string name, IScoringNetwork network, string hash)
    {
        Name = name;
        Hash = hash;
        _network = network;
    }

    /// <summary>What the two candidates are, row-major: to let go, and to ask.</summary>
    internal static ReadOnlySpan<float> Candidates => [-1, 1];

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description => "learned policy for streams";

    /// <summary>SHA-256 of its weights, in hexadecimal.</summary>
    internal string Hash { get; }

    /// <summary>Sizes of the networks of policies.</summary>
    /// <param name="hidden">Widths of the hidden layers; none for a linear one.</param>
    internal static NetworkShape Shape(params IReadOnlyList<int> hidden) =>
        new(1, StreamSituation.Values.Count + 2, hidden) { Gated = hidden.Count > 0 };

    /// <summary>The weights of the linear network that asks as the quantile filter of Kottke and others (2015) does, while budget is left.</summary>
    internal static float[] QuantileFilter()
    {
        float[] weights = new float[1 + StreamSituation.Values.Count];
        weights[1] = 1;
        weights[2] = 1;
        return weights;
    }

    /// <inheritdoc/>
    public double Most(double rate, long items) => BudgetEstimate.Most(rate, items);

    /// <inheritdoc/>
    public StreamAsker Begin(StreamSetting setting) => new Asker(_network.Clone(), setting);

    private sealed class Asker(IScoringNetwork network, StreamSetting setting) : StreamAsker
    {
        private readonly StreamSituation _situation = new(setting);

        // State values, and behind them the places of pooled signals, which gated networks do not read.
        private readonly float[] _context = new float[network.Shape.Context];
        private readonly float[] _scores = new float[2];

        public override bool Ask(StreamMoment moment)
        {
            _situation.Look(moment, _context);
            network.Score(Candidates, _context, _scores);
            bool asked = _situation.MayAsk && _scores[1] > _scores[0];
            _situation.Count(moment, asked);
            return asked;
        }

        public override void Hear(int label, int predicted) => _situation.Hear(label, predicted);

        internal override void Exchange(StreamState state) => _situation.Exchange(state);
    }
}
