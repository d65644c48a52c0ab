using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Agents.Gated;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;

namespace RlQuery.Torch.Streams;

/// <summary>Deep Q-learning with two actions, to ask and to let go, by the learner of pools: double Q-learning, a dueling network and n-step returns.</summary>
/// <remarks>
/// Mnih and others (2015), Methods, algorithm 1; as in Fang, Li and Cohn, "Learning how to Active Learn: A Deep Reinforcement Learning Approach" (2017),
/// algorithm 1. Several episodes are played of the very same stream, and returns are what they are less their mean at the same item. Decisions for which no
/// budget is left are not learned from. Exploration asks at twice the rate, so that the budget is not gone at once.
/// </remarks>
internal sealed class StreamDqn : IStreamAgent
{
    public const string AgentName = "dqn";

    private const int Streams = 12;
    private const int EpisodesOfStream = 6;
    private const int Updates = 150;
    private const double EpsilonStart = 0.5;
    private const double EpsilonEnd = 0.05;

    private readonly StreamTraining _training;
    private readonly DqnOptions _options = new() { Discount = 0.99, NSteps = 100, ReplayCapacity = 400_000, NextCandidates = 2 };
    private readonly NetworkShape _shape = StreamPolicy.Shape(32);
    private readonly ReplayBuffer _replay;
    private readonly ValueLearner _learner;
    private long _steps;

    public StreamDqn(StreamTraining training)
    {
        _training = training;
        double[] linear = Array.ConvertAll(StreamPolicy.QuantileFilter(), weight => (double)weight / 10);
        double[] start = TorchGatedNetwork.Start(_shape, linear, new Pcg64(training.Seed, "stream dqn network"));
        _replay = new ReplayBuffer(_options.ReplayCapacity, 1, 1 + _shape.StateValues, _options.NextCandidates, _options.PriorityExponent);
        _learner = new ValueLearner(_shape, start, _options, _replay, TorchRuntime.Initialize("cpu"));
    }

    public string Name => AgentName;

    public RoundReport Round(int round, int rounds, CancellationToken cancel)
    {
        double epsilon = EpsilonStart + ((EpsilonEnd - EpsilonStart) * Math.Min(1, 2.0 * round / rounds));
        IScoringNetwork network = Current();
        List<Decision>[][] played = _training.Play(
            Streams, (environment, i) => Play(environment, network.Clone(), epsilon, _training.SeedOf(Name, round, i)), cancel);
        double[][][] returns = ReturnBaseline.Advantages(played, _options.Discount, _options.NSteps);
        for (int stream = 0; stream < played.Length; stream++)
        {
            for (int episode = 0; episode < EpisodesOfStream; episode++)
            {
                Remember(played[stream][episode], returns[stream][episode]);
            }
        }
        var draws = new Pcg64(_training.SeedOf(Name, round, Streams), "replay");
        double loss = double.NaN;
        if (_replay.Count >= _options.LearningStarts)
        {
            loss = Enumerable.Range(0, Updates).Select(_ => _learner.Update(draws)).ToArray().Average();
        }
        Decision[] all = [.. played.SelectMany(episodes => episodes).SelectMany(episode => episode)];
        _steps += all.Length;
        return new RoundReport(all.Length, Streams * EpisodesOfStream, all.Average(decision => decision.Reward), loss, epsilon);
    }

    public void Save(string folder) => _training.Save(folder, Name, _shape, _learner.Average(), _steps);

    public void Dispose() => _learner.Dispose();

    private IScoringNetwork Current()
    {
        var file = new TensorFile();
        _shape.Write(file, "", _learner.Average());
        return IScoringNetwork.Create(_shape, file);
    }

    private static List<Decision>[] Play(StreamEnvironment environment, IScoringNetwork network, double epsilon, ulong seed)
    {
        var episodes = new List<Decision>[EpisodesOfStream];
        environment.Reset(seed);
        for (int i = 0; i < episodes.Length; i++)
        {
            if (i > 0)
            {
                environment.Restart();
            }
            episodes[i] = Play(environment, network, epsilon, new Pcg64(SeedSequence.Child(seed, (ulong)i), "exploration"));
        }
        return episodes;
    }

    private static List<Decision> Play(StreamEnvironment environment, IScoringNetwork network, double epsilon, Pcg64 draws)
    {
        float[] context = new float[network.Shape.Context];
        float[] scores = new float[2];
        var decisions = new List<Decision>();
        while (environment.Running)
        {
            float[] state = new float[1 + network.Shape.StateValues];
            state[0] = 1;
            environment.State.CopyTo(context);
            GatedLinearNetwork.Bound(environment.State, state.AsSpan(1));
            network.Score(StreamPolicy.Candidates, context, scores);
            bool explores = draws.NextDouble() < epsilon;
            bool ask = explores ? draws.NextDouble() < 2 * environment.Rate : scores[1] > scores[0];
            // No choice where no budget is left: no candidates to learn from.
            float[] rows = environment.MayAsk ? StreamPolicy.Candidates.ToArray() : [];
            var decision = new Decision(rows, state, ask ? 1 : 0, Score: 0, epsilon);
            decision.Reward = environment.Step(ask).Reward;
            decisions.Add(decision);
        }
        return decisions;
    }

    private void Remember(List<Decision> episode, double[] returns)
    {
        for (int t = 0; t < episode.Count; t++)
        {
            if (episode[t].Rows.Length == 0)
            {
                continue;
            }
            int end = t + _options.NSteps;
            bool ended = end >= episode.Count;
            _replay.Add(new Transition(
                [episode[t].Rows[episode[t].Place]], episode[t].State, (float)returns[t],
                ended ? 0 : (float)Math.Pow(_options.Discount, _options.NSteps),
                ended ? [] : episode[end].State, ended ? [] : StreamPolicy.Candidates.ToArray()));
        }
    }
}
