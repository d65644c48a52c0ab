using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents.PolicyGradient;

/// <summary>REINFORCE over candidates: the policy is a softmax of the network's scores over the shortlist.</summary>
/// <remarks>
/// Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning" (1992), section 5, with an entropy bonus (Mnih et
/// al., "Asynchronous Methods for Deep Reinforcement Learning", 2016, section 4). Where the environment rewards the gain over a paired margin run, that run
/// is the baseline of each episode; the mean return of the round at the same query is subtracted as well, and advantages are scaled to unit standard deviation.
/// </remarks>
internal sealed class PolicyGradientAgent : NetworkAgent
{
    private readonly PolicyGradientOptions _options;
    private readonly Scalar _entropyWeight;

    /// <summary>Makes an agent with a fresh network.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    public PolicyGradientAgent(TrainingSetup setup, PolicyGradientOptions options)
        : base(setup, options, setup.Reward, [new TrainedNetwork(setup, options, gradientNorm: 1)])
    {
        _options = options;
        _entropyWeight = options.EntropyWeight.ToScalar();
    }

    /// <inheritdoc/>
    public override string Name => "policy-gradient";

    /// <inheritdoc/>
    public override string ExplorationName => "entropy";

    /// <inheritdoc/>
    public override RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        var played = Played<List<Decision>>.Fitting(
            PlayAll(_options.EpisodesPerRound, SeedOf(round), Play, cancel), episode => episode.Count, round, most);
        if (played.Episodes.Length == 0)
        {
            return new RoundReport { Uncut = played.Uncut };
        }
        List<Decision>[] episodes = played.Episodes;
        // Small sets may be fully labelled at the start.
        bool any = episodes.Any(episode => episode.Count > 0);
        (double loss, double entropy) = any ? Update([.. episodes.SelectMany(episode => episode)], Advantages(episodes)) : (double.NaN, double.NaN);
        return new RoundReport(played.Steps, episodes.Length, episodes.Average(e => e.Sum(step => step.Reward)), loss, entropy) { Uncut = played.Uncut };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _entropyWeight.Dispose();
        base.Dispose(disposing);
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
        int total = decisions.Sum(decision => decision.Rows.Length / Width);
        float[] rows = new float[total * Width];
        float[] contexts = new float[decisions.Length * Context];
        long[] owners = new long[total];
        long[] chosen = new long[decisions.Length];
        int start = 0;
        for (int i = 0; i < decisions.Length; i++)
        {
            Decision decision = decisions[i];
            int count = decision.Rows.Length / Width;
            decision.Rows.CopyTo(rows, start * Width);
            decision.Context.CopyTo(contexts, i * Context);
            owners.AsSpan(start, count).Fill(i);
            chosen[i] = start + decision.Place;
            start += count;
        }
        torch.Tensor ownerIndices = Learning.Indices(owners);
        torch.Tensor scores = Learning.Forward(rows, contexts, ownerIndices);
        torch.Tensor logs = Segments.LogSoftmax(scores, ownerIndices, decisions.Length);
        torch.Tensor entropy = Segments.Sum(logs.exp() * logs, ownerIndices, decisions.Length).mean().neg();
        torch.Tensor gain = (logs.index_select(0, Learning.Indices(chosen)) * Learning.Tensor(advantages, advantages.Length)).mean();
        double loss = Learning.Descend(gain.neg() - (entropy * _entropyWeight));
        return (loss, TensorData.ToArray(entropy)[0]);
    }

    private sealed record Decision(float[] Rows, float[] Context, int Place, double Reward);
}
