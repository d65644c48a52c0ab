using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Networks;
using TorchSharp;

namespace RlQuery.Torch.Tests.Agents;

/// <summary>
/// An environment in which it is known what a query is worth: each pool row has a hidden value, uniform in [0, 1], and the score is the mean worth of the
/// labelled rows over the pool. One signal shows the hidden value, two show noise.
/// </summary>
/// <param name="highPays">Whether a row is worth its hidden value, or 1 minus it.</param>
/// <param name="delayed">Whether a query pays only with the next one, which a state value then foretells.</param>
internal sealed class PlantedWorld(bool highPays, bool delayed = false)
{
    public const int Budget = 6;
    public const int PoolRows = 30;

    public TrainingSetup Setup(ulong seed = 1, int jobs = 2)
    {
        var list = new SignalList([new Noise("noise-a"), new Hidden(), new Noise("noise-b")], [new LastQuery(this)]);
        return new TrainingSetup
        {
            SignalList = list,
            Learner = new Factory(this),
            Problems = new Source(),
            Episode = new EpisodeOptions(Budget, Smoothing: 1),
            Reward = () => new AccuracyGain(),
            Normalisation = Normalisation.Identity(3, ObservationEncoder.ContextWidthOf(list)),
            Seed = seed,
            Jobs = jobs,
            Device = torch.CPU,
        };
    }

    /// <summary>Trains an agent for some rounds.</summary>
    public static void Train(IAgent agent, int rounds)
    {
        long steps = 0;
        for (int round = 0; round < rounds; round++)
        {
            steps += agent.Round(round, steps, long.MaxValue, CancellationToken.None).Steps;
        }
    }

    /// <summary>Mean share of the candidates that are worth less than the greedy policy's choices: 0.5 for lots, 1 for the best.</summary>
    public double Preference(IAgent agent)
    {
        var shares = new List<double>();
        Play(agent, (actor, observation) =>
        {
            int choice = actor.Shortlist[actor.Best()];
            float[] worths = [.. observation.Column("hidden").ToArray().Select(Worth)];
            shares.Add(worths.Count(worth => worth < worths[choice]) / (worths.Length - 1.0));
            return choice;
        });
        return shares.Average();
    }

    /// <summary>How much the score of a candidate rises with its hidden value: the slope of a line through the candidates of each observation.</summary>
    public double Slope(IAgent agent)
    {
        (double products, double squares) = (0, 0);
        Play(agent, (actor, observation) =>
        {
            float[] hidden = observation.Column("hidden").ToArray();
            double mean = hidden.Average();
            for (int i = 0; i < actor.Count; i++)
            {
                double deviation = hidden[actor.Shortlist[i]] - mean;
                products += deviation * actor.Scores[i];
                squares += deviation * deviation;
            }
            return 0;
        });
        return products / squares;
    }

    private void Play(IAgent agent, Func<PolicyActor, Observation, int> choose)
    {
        TrainingSetup setup = Setup();
        var actor = new PolicyActor(
            setup.SignalList, setup.Normalisation, agent.Selector, NetworkWeights.Networks(agent.Shape, agent.Weights(), agent.Members));
        var environment = new QueryEnvironment(setup.Observed(agent.Selector), setup.Learner, setup.Problems, setup.Episode, setup.Reward());
        for (ulong seed = 1000; seed < 1020; seed++)
        {
            Observation observation = environment.Reset(seed);
            while (environment.Running)
            {
                actor.Look(observation, score: true);
                observation = environment.Step(choose(actor, observation)).Observation;
            }
        }
    }

    private float Worth(float hidden) => highPays ? hidden : 1 - hidden;

    private sealed class Source : IProblemSource
    {
        public Problem Draw(ulong seed)
        {
            var draws = new Pcg64(seed, "planted");
            float[] hidden = [.. Enumerable.Range(0, PoolRows).Select(_ => (float)draws.NextDouble())];
            int[] labels = [.. Enumerable.Range(0, PoolRows).Select(row => row % 2)];
            Dataset data = Dataset.ForClassification("planted", "test", hidden, labels, ["hidden"], ["a", "b"]);
            return ProblemParts.OfClasses(
                data, new FeatureMatrix(hidden, PoolRows, 1), labels, [.. Enumerable.Range(0, PoolRows)], new FeatureMatrix([0], 1, 1), [0], [0, 1]);
        }
    }

    private sealed class Factory(PlantedWorld world) : ILearnerFactory
    {
        public string Name => "planted";

        public string Description => "for tests";

        public ILearner Create() => new Learner(world);
    }

    private sealed class Learner(PlantedWorld world) : ILearner
    {
        private Items? _items;
        private float _score;

        public string Name => "planted";

        public void Start(Items items, AnswerSpace space) => _items = items;

        public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
        {
            float sum = 0;
            foreach (int row in world.IsDelayed ? rows[..^1] : rows)
            {
                sum += world.Worth(_items!.Features.Values[row]);
            }
            _score = sum / PoolRows;
        }

        // The same for every row, so that no other signal tells rows apart.
        public void Predict(FeatureMatrix features, Prediction prediction)
        {
            Span<float> probabilities = prediction.Probabilities;
            for (int row = 0; row < features.Rows; row++)
            {
                probabilities[2 * row] = _score;
                probabilities[(2 * row) + 1] = 1 - _score;
            }
        }
    }

    private bool IsDelayed => delayed;

    private sealed class Hidden : ISignal
    {
        public string Name => "hidden";

        public int Version => 1;

        public Preference Preference => Preference.Highest;

        public SignalNeeds Needs => SignalNeeds.Probabilities;

        public string Description => "the row's hidden value";

        public void Compute(SignalContext context, Span<float> values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = context.Items.Features.Values[context.Candidates[i]];
            }
        }
    }

    private sealed class Noise(string name) : ISignal
    {
        public string Name => name;

        public int Version => 1;

        public Preference Preference => Preference.Highest;

        public SignalNeeds Needs => SignalNeeds.Probabilities;

        public string Description => "noise";

        public void Compute(SignalContext context, Span<float> values)
        {
            var draws = new Pcg64(context.Seed + (ulong)context.Queries, name);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)draws.NextDouble();
            }
        }
    }

    private sealed class LastQuery(PlantedWorld world) : IStateValue
    {
        public string Name => "last-query";

        public int Version => 1;

        public string Description => "worth of the last query";

        public float Compute(SignalContext context) => world.Worth(context.Items.Features.Values[context.Pool.Labelled[^1]]);
    }
}
