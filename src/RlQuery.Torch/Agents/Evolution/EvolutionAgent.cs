using System.Collections.Concurrent;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Agents.Evolution;

/// <summary>Evolution strategies: the weights of a gated linear network move towards random changes that improve whole episodes.</summary>
/// <remarks>
/// Salimans, Ho, Chen, Sidor and Sutskever, "Evolution Strategies as a Scalable Alternative to Reinforcement Learning" (2017), algorithm 1, with antithetic
/// pairs: both policies of a pair play the same problem. Differences are scaled by their standard deviation, as in Mania, Guy and Recht, "Simple random search
/// of static linear policies" (2018), algorithm 2. The objective is the mean score over an episode, the area under the learning curve with the environment's
/// smoothing; its reward is not used. A round's return is that mean score less margin sampling's on the same problem, averaged over every fourth pair. Its loss
/// is the root mean square of the gradient's elements, which is about 1 if differences are pure noise.
/// </remarks>
internal sealed class EvolutionAgent : GatedAgent, IScatteredPlayer
{
    // The reference's episodes are not used for learning, so one for every eight of the policies' is enough to show whether training helps.
    private const int PairsToOneOfReference = 4;

    private readonly EvolutionOptions _options;
    private readonly VectorEnvironment _environments;
    private readonly ConcurrentBag<EpisodePlayer> _idle = [];
    private readonly AscendingWeights _weights;
    private ulong _seed;

    /// <summary>Makes an agent with its initial weights.</summary>
    /// <param name="setup">The environment; only the smoothing of its reward is used.</param>
    /// <param name="options">Settings without faults.</param>
    public EvolutionAgent(TrainingSetup setup, EvolutionOptions options)
        : base(setup, options)
    {
        _options = options;
        _environments = setup.Environments(Selector, () => new AccuracyGain(), Selector.Focus);
        double[] start = Start();
        _weights = new AscendingWeights(start, Array.ConvertAll(start, _ => options.LearningRate), options.Momentum, options.Averaging, options.Decay);
    }

    /// <inheritdoc/>
    public override string Name => "evolution";

    /// <inheritdoc/>
    public override string ExplorationName => "sigma";

    /// <inheritdoc/>
    public override RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        ulong seed = SeedOf(round);
        Pair[] all = Setup.Players is not null
            ? [.. Setup.Scatter(State(), round, _options.Pairs, cancel).Select((pair, i) => Read(pair, seed, i))]
            : _environments.Play(_options.Pairs, (environment, i) => Play(environment, seed, i), cancel);
        var played = Played<Pair>.Fitting(all, pair => pair.Steps, round, most);
        if (played.Episodes.Length == 0)
        {
            return new RoundReport { Uncut = played.Uncut };
        }
        Pair[] pairs = played.Episodes;
        double size = _weights.Ascend(Gradient(pairs));
        return new RoundReport(played.Steps, 2 * pairs.Length, pairs.Average(pair => pair.Gain)!.Value, size, _options.Sigma) { Uncut = played.Uncut };
    }

    /// <inheritdoc/>
    public void Take(TensorFile state, int round)
    {
        Load(state);
        _seed = SeedOf(round);
        // They have the normalisation of the training that they were made for.
        _idle.Clear();
    }

    /// <inheritdoc/>
    public byte[] Play(int episode)
    {
        Pair pair = _environments.Play(1, (environment, _) => Play(environment, _seed, episode), CancellationToken.None)[0];
        var answer = new MemoryStream();
        using var writer = new BinaryWriter(answer);
        writer.Write(pair.Difference);
        writer.Write(pair.Gain ?? double.NaN);
        writer.Write(pair.Steps);
        writer.Flush();
        return answer.ToArray();
    }

    /// <inheritdoc/>
    public override void Save(TensorFile checkpoint) => _weights.Save(checkpoint, Name);

    /// <inheritdoc/>
    public override void Load(TensorFile checkpoint) => _weights.Load(checkpoint, Name);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    protected override float[] Current() => _weights.Average();

    private TensorFile State()
    {
        var state = new TensorFile();
        Save(state);
        return state;
    }

    // A direction follows from its seed, and does not travel.
    private Pair Read(byte[] answer, ulong round, int episode)
    {
        using var reader = new BinaryReader(new MemoryStream(answer));
        double difference = reader.ReadDouble();
        double gain = reader.ReadDouble();
        return new Pair(
            Direction(new Pcg64(SeedSequence.Child(round, (ulong)episode), "direction")), difference, double.IsNaN(gain) ? null : gain, reader.ReadInt32());
    }

    private Pair Play(QueryEnvironment environment, ulong round, int episode)
    {
        ulong seed = SeedSequence.Child(round, (ulong)episode);
        bool withReference = episode % PairsToOneOfReference == 0;
        EpisodePlayer player = _idle.TryTake(out EpisodePlayer? idle) ? idle : new EpisodePlayer(Setup, Selector, Shape);
        float[] direction = Direction(new Pcg64(seed, "direction"));
        Observation first = environment.Reset(seed);
        _weights.Moved(direction, _options.Sigma, player.Weights);
        (double plus, int plusSteps) = player.Play(environment, first);
        first = environment.Restart();
        _weights.Moved(direction, -_options.Sigma, player.Weights);
        (double minus, int minusSteps) = player.Play(environment, first);
        double? gain = withReference ? ((plus + minus) / 2) - player.Reference(environment.Problem, seed) : null;
        _idle.Add(player);
        return new Pair(direction, Math.Clamp(plus - minus, -_options.Clip, _options.Clip), gain, plusSteps + minusSteps);
    }

    // A direction from a standard normal distribution.
    private float[] Direction(Pcg64 draws)
    {
        float[] direction = new float[Shape.Parameters];
        for (int j = 0; j < direction.Length; j++)
        {
            direction[j] = (float)draws.NextGaussian();
        }
        return direction;
    }

    private double[] Gradient(Pair[] pairs)
    {
        double spread = Math.Sqrt(pairs.Average(pair => pair.Difference * pair.Difference));
        // Then each element has about unit variance under pure noise.
        double scale = spread > 0 ? 1 / (spread * Math.Sqrt(pairs.Length)) : 0;
        double[] gradient = new double[Shape.Parameters];
        foreach (Pair pair in pairs)
        {
            double share = pair.Difference * scale;
            for (int j = 0; j < gradient.Length; j++)
            {
                gradient[j] += share * pair.Direction[j];
            }
        }
        return gradient;
    }

    private readonly record struct Pair(float[] Direction, double Difference, double? Gain, int Steps);
}
