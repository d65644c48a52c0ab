using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents;

/// <summary>Measures the shift and scale of a network's inputs on a few episodes, half by the shortlist signal and half at random.</summary>
internal static class InputStatistics
{
    private const int Episodes = 32;
    private const float SmallestDeviation = 1e-3f;

    /// <summary>Plays the episodes.</summary>
    /// <param name="list">The signals and state values of the policy.</param>
    /// <param name="selector">Ranks the candidates.</param>
    /// <param name="environments">Environments that show at least the signal list.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="most">Environment steps that it may make; fewer and shorter episodes are played if they have to be, at least one step.</param>
    /// <param name="cancel">Abandons the measurement.</param>
    /// <returns>The normalisation, and the number of environment steps.</returns>
    /// <exception cref="InvalidInputException">There was nothing to query in any episode.</exception>
    public static (Normalisation Normalisation, int Steps) Measure(
        SignalList list, Selector selector, VectorEnvironment environments, ulong seed, long most, CancellationToken cancel)
    {
        (int count, int length) = Within(most);
        int signals = list.Signals.Count;
        int context = ObservationEncoder.ContextWidthOf(list);
        Normalisation raw = Normalisation.Identity(signals, context);
        ulong episodes = SeedSequence.Child(seed, "input statistics");
        Sums[] parts = environments.Play(
            count,
            (environment, i) =>
                Play(environment, new ObservationEncoder(list, raw), selector, SeedSequence.Child(episodes, (ulong)i), heuristic: i % 2 == 0, length),
            cancel);
        var total = new Sums(signals, context);
        foreach (Sums part in parts)
        {
            total.Add(part);
        }
        if (total.Observations == 0)
        {
            throw new InvalidInputException("startPerClass: every pool of the training data is labelled at the start; use less, or larger sets");
        }
        return (new Normalisation(
            Means(total.Signals, total.Candidates), Deviations(total.Signals, total.SignalSquares, total.Candidates),
            Means(total.Context, total.Observations), Deviations(total.Context, total.ContextSquares, total.Observations)), total.Observations);
    }

    /// <summary>Whether episodes of a budget are played whole within a number of environment steps.</summary>
    public static bool Fits(int budget, long most) => Within(most).Length >= budget;

    // How many episodes, and at most how many steps of each.
    private static (int Count, int Length) Within(long most) =>
        ((int)Math.Clamp(most, 1, Episodes), (int)Math.Clamp(most / Episodes, 1, int.MaxValue));

    private static Sums Play(QueryEnvironment environment, ObservationEncoder encoder, Selector selector, ulong seed, bool heuristic, int length)
    {
        var draws = new Pcg64(seed, "warm-up");
        var sums = new Sums(encoder.CandidateWidth, encoder.ContextWidth);
        float[] context = new float[encoder.ContextWidth];
        Observation observation = environment.Reset(seed);
        while (environment.Running && sums.Observations < length)
        {
            int[] shortlist = new int[observation.Count];
            selector.Shortlist(observation, new float[observation.Count], shortlist);
            float[] rows = new float[observation.Count * encoder.CandidateWidth];
            encoder.EncodeCandidates(observation, shortlist, rows);
            encoder.EncodeContext(observation, context);
            sums.Add(rows, context);
            observation = environment.Step(shortlist[heuristic ? 0 : draws.NextInt(observation.Count)]).Observation;
        }
        return sums;
    }

    private static float[] Means(double[] sums, int count) => [.. sums.Select(sum => (float)(sum / count))];

    private static float[] Deviations(double[] sums, double[] squares, int count) =>
        [.. sums.Zip(squares, (sum, square) => Deviation((square / count) - (sum / count * (sum / count))))];

    // An input that was constant in these episodes must not explode when it varies later.
    private static float Deviation(double variance)
    {
        float deviation = (float)Math.Sqrt(Math.Max(0, variance));
        return deviation < SmallestDeviation ? 1 : deviation;
    }

    private sealed class Sums(int signals, int context)
    {
        public double[] Signals { get; } = new double[signals];

        public double[] SignalSquares { get; } = new double[signals];

        public double[] Context { get; } = new double[context];

        public double[] ContextSquares { get; } = new double[context];

        public int Candidates { get; private set; }

        public int Observations { get; private set; }

        public void Add(float[] rows, float[] state)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                Signals[i % signals] += rows[i];
                SignalSquares[i % signals] += (double)rows[i] * rows[i];
            }
            for (int i = 0; i < context; i++)
            {
                Context[i] += state[i];
                ContextSquares[i] += (double)state[i] * state[i];
            }
            Candidates += rows.Length / signals;
            Observations++;
        }

        public void Add(Sums other)
        {
            AddTo(Signals, other.Signals);
            AddTo(SignalSquares, other.SignalSquares);
            AddTo(Context, other.Context);
            AddTo(ContextSquares, other.ContextSquares);
            Candidates += other.Candidates;
            Observations += other.Observations;
        }

        private static void AddTo(double[] target, double[] source)
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] += source[i];
            }
        }
    }
}
