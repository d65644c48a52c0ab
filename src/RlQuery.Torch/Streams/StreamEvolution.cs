using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Streams;

/// <summary>Evolution strategies on streams: the weights of a linear policy move towards random changes that improve whole episodes.</summary>
/// <remarks>
/// Salimans and others, "Evolution Strategies as a Scalable Alternative to Reinforcement Learning" (2017), algorithm 1, with antithetic pairs on the same
/// stream, as the agent of pools. It starts as the quantile filter of Kottke and others (2015). Settings are those of pools, but for the step size, since an
/// episode on a stream is a thousand decisions, and the noise of a pair is smaller.
/// </remarks>
internal sealed class StreamEvolution : IStreamAgent
{
    public const string AgentName = "evolution";

    private const int Pairs = 96;
    private const double Sigma = 0.3;
    private const double StepSize = 0.03;
    private const double Momentum = 0.9;
    private const double Averaging = 0.9;
    private const double Decay = 0.005;

    private readonly StreamTraining _training;
    private readonly NetworkShape _shape = StreamPolicy.Shape();
    private readonly AscendingWeights _weights;
    private long _steps;

    public StreamEvolution(StreamTraining training)
    {
        _training = training;
        double[] start = Array.ConvertAll(StreamPolicy.QuantileFilter(), weight => (double)weight);
        _weights = new AscendingWeights(start, Array.ConvertAll(start, _ => StepSize), Momentum, Averaging, Decay);
    }

    public string Name => AgentName;

    public RoundReport Round(int round, int rounds, CancellationToken cancel)
    {
        Pair[] pairs = _training.Play(Pairs, (environment, i) => Play(environment, _training.SeedOf(Name, round, i)), cancel);
        double spread = Math.Sqrt(pairs.Average(pair => pair.Difference * pair.Difference));
        double[] gradient = new double[_shape.Parameters];
        foreach (Pair pair in pairs)
        {
            double share = spread > 0 ? pair.Difference / (spread * Math.Sqrt(Pairs)) : 0;
            for (int j = 0; j < gradient.Length; j++)
            {
                gradient[j] += share * pair.Direction[j];
            }
        }
        double size = _weights.Ascend(gradient);
        int steps = pairs.Sum(pair => pair.Steps);
        _steps += steps;
        return new RoundReport(steps, 2 * Pairs, pairs.Average(pair => pair.Mean), size, Sigma);
    }

    public void Save(string folder) => _training.Save(folder, Name, _shape, _weights.Average(), _steps);

    public void Dispose()
    {
    }

    private Pair Play(StreamEnvironment environment, ulong seed)
    {
        var draws = new Pcg64(seed, "direction");
        float[] direction = [.. Enumerable.Range(0, (int)_shape.Parameters).Select(_ => (float)draws.NextGaussian())];
        float[] weights = new float[direction.Length];
        var network = new GatedLinearNetwork(_shape);
        environment.Reset(seed);
        _weights.Moved(direction, Sigma, weights);
        network.Load(weights);
        (double plus, int plusSteps) = Play(environment, network);
        environment.Restart();
        _weights.Moved(direction, -Sigma, weights);
        network.Load(weights);
        (double minus, int minusSteps) = Play(environment, network);
        return new Pair(direction, plus - minus, (plus + minus) / 2, plusSteps + minusSteps);
    }

    private static (double Mean, int Steps) Play(StreamEnvironment environment, GatedLinearNetwork network)
    {
        float[] context = new float[network.Shape.Context];
        float[] scores = new float[2];
        double sum = 0;
        int steps = 0;
        while (environment.Running)
        {
            environment.State.CopyTo(context);
            network.Score(StreamPolicy.Candidates, context, scores);
            sum += environment.Step(scores[1] > scores[0]).Reward;
            steps++;
        }
        return (sum / Math.Max(1, steps), steps);
    }

    private readonly record struct Pair(float[] Direction, double Difference, double Mean, int Steps);
}
