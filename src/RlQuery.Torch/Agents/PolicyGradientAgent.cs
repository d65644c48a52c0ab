using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Training;
using TorchSharp;

namespace RlQuery.Torch.Agents;

/// <summary>REINFORCE over candidates: the policy is a softmax of the network's scores over the shortlist.</summary>
/// <remarks>
/// Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning" (1992), with an entropy bonus. Where the environment
/// rewards the gain over a paired margin run, that run is the baseline of each episode; the mean return of the round at the same query is taken
/// off as well, and advantages are scaled to unit deviation.
/// </remarks>
public sealed class PolicyGradientAgent : IAgent
{
    private readonly TrainingSetup _setup;
    private readonly PolicyGradientOptions _options;
    private readonly VectorEnvironment _environments;
    private readonly TrainedNetwork _network;
    private readonly Scalar _entropyWeight;
    private readonly int _width;

    /// <summary>Makes an agent with a fresh network.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    public PolicyGradientAgent(TrainingSetup setup, PolicyGradientOptions options)
    {
        _setup = setup;
        _options = options;
        _environments = setup.Environments(Selector);
        _width = setup.Schema.Signals.Count;
        _network = new TrainedNetwork(setup, options, gradientNorm: 1);
        _entropyWeight = options.EntropyWeight.ToScalar();
    }

    /// <inheritdoc/>
    public string Name => "policy-gradient";

    /// <inheritdoc/>
    public string ExplorationName => "entropy";

    /// <inheritdoc/>
    public Selector Selector => _options.Selector;

    /// <inheritdoc/>
    public IReadOnlyList<int> Hidden => _options.Hidden;

    /// <inheritdoc/>
    public RoundReport Round(int round, long stepsBefore, CancellationToken cancel)
    {
        var frozen = new ScoringNetwork(_network.Shape, Weights());
        using var actors = new ThreadLocal<PolicyActor>(() => new PolicyActor(_setup.Schema, _setup.Normalisation, Selector, frozen.Clone()));
        ulong seed = SeedSequence.Child(SeedSequence.Child(_setup.Seed, "policy-gradient episodes"), (ulong)round);
        List<Decision>[] episodes = _environments.Play(
            _options.EpisodesPerRound,
            (environment, i) => Play(environment, actors.Value!, SeedSequence.Child(seed, (ulong)i)),
            cancel);
        // Small sets may be labelled whole at the start.
        bool any = episodes.Any(episode => episode.Count > 0);
        (double loss, double entropy) = any ? Update([.. episodes.SelectMany(episode => episode)], Advantages(episodes)) : (double.NaN, double.NaN);
        return new RoundReport(episodes.Sum(e => e.Count), episodes.Length, episodes.Average(e => e.Sum(step => step.Reward)), loss, entropy);
    }

    /// <inheritdoc/>
    public TensorFile Weights() => _network.Weights();

    /// <inheritdoc/>
    public void Adopt(TensorFile weights) => _network.Network.Load(weights);

    /// <inheritdoc/>
    public void Save(TensorFile checkpoint) => _network.Save(checkpoint);

    /// <inheritdoc/>
    public void Load(TensorFile checkpoint) => _network.Load(checkpoint);

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _entropyWeight.Dispose();
    }

    private static List<Decision> Play(QueryEnvironment environment, PolicyActor actor, ulong seed)
    {
        var draws = new Pcg64(seed, "actions");
        var decisions = new List<Decision>();
        Observation observation = environment.Reset(seed);
        while (environment.Running)
        {
            actor.Look(observation, score: true);
            int place = Draw(actor.Scores, draws);
            float[] rows = actor.Rows.ToArray();
            float[] context = actor.Context.ToArray();
            StepResult result = environment.Step(actor.Shortlist[place]);
            decisions.Add(new Decision(rows, context, place, result.Reward));
            observation = result.Observation;
        }
        return decisions;
    }

    private static int Draw(ReadOnlySpan<float> scores, Pcg64 draws)
    {
        float[] probabilities = scores.ToArray();
        Probability.Softmax(probabilities, probabilities.Length);
        double rest = draws.NextDouble();
        for (int i = 0; i < probabilities.Length - 1; i++)
        {
            rest -= probabilities[i];
            if (rest < 0)
            {
                return i;
            }
        }
        return probabilities.Length - 1;
    }

    private float[] Advantages(List<Decision>[] episodes)
    {
        double[][] returns = [.. episodes.Select(episode =>
        {
            double[] values = new double[episode.Count];
            double next = 0;
            for (int t = episode.Count - 1; t >= 0; t--)
            {
                values[t] = next = episode[t].Reward + (_options.Discount * next);
            }
            return values;
        })];
        int longest = returns.Max(values => values.Length);
        double[] means = [.. Enumerable.Range(0, longest).Select(t => returns.Where(values => values.Length > t).Average(values => values[t]))];
        double[] centred = [.. returns.SelectMany(values => values.Select((value, t) => value - means[t]))];
        double deviation = Math.Sqrt(centred.Average(value => value * value));
        return [.. centred.Select(value => (float)(value / (deviation + 1e-8)))];
    }

    private (double Loss, double Entropy) Update(Decision[] decisions, float[] advantages)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        int total = decisions.Sum(decision => decision.Rows.Length / _width);
        float[] rows = new float[total * _width];
        float[] contexts = new float[decisions.Length * _network.Shape.Context];
        long[] owners = new long[total];
        long[] chosen = new long[decisions.Length];
        int start = 0;
        for (int i = 0; i < decisions.Length; i++)
        {
            Decision decision = decisions[i];
            int count = decision.Rows.Length / _width;
            decision.Rows.CopyTo(rows, start * _width);
            decision.Context.CopyTo(contexts, i * _network.Shape.Context);
            owners.AsSpan(start, count).Fill(i);
            chosen[i] = start + decision.Place;
            start += count;
        }
        torch.Tensor ownerIndices = _network.Indices(owners);
        torch.Tensor scores = _network.Forward(rows, contexts, ownerIndices);
        torch.Tensor logs = Segments.LogSoftmax(scores, ownerIndices, decisions.Length);
        torch.Tensor entropy = Segments.Sum(logs.exp() * logs, ownerIndices, decisions.Length).mean().neg();
        torch.Tensor gain = (logs.index_select(0, _network.Indices(chosen)) * _network.Tensor(advantages, advantages.Length)).mean();
        double loss = _network.Descend(gain.neg() - (entropy * _entropyWeight));
        return (loss, TensorData.ToArray(entropy)[0]);
    }

    private sealed record Decision(float[] Rows, float[] Context, int Place, double Reward);
}
