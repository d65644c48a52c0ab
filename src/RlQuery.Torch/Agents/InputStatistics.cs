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
    private const string Sent = "inputs";
    private const float SmallestDeviation = 1e-3f;

    /// <summary>Plays the episodes.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="selector">Ranks the candidates.</param>
    /// <param name="most">Environment steps that it may make; fewer and shorter episodes are played if they have to be, at least one step.</param>
    /// <param name="cancel">Abandons the measurement.</param>
    /// <returns>The normalisation, and the number of environment steps.</returns>
    /// <exception cref="InvalidInputException">There was nothing to query in any episode.</exception>
    public static (Normalisation Normalisation, int Steps) Measure(TrainingSetup setup, Selector selector, long most, CancellationToken cancel)
    {
        (int count, int length) = Within(most);
        int signals = setup.SignalList.Signals.Count;
        int context = ObservationEncoder.ContextWidthOf(setup.SignalList);
        IEnumerable<Sums> parts = setup.Players is { } players
            ? players.Play(StateOf(length), count, cancel).Select(sent => Sums.Read(sent, signals, context))
            : setup.Environments(selector, setup.Reward).Play(count, (environment, i) => Play(setup, environment, selector, i, length), cancel);
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

    /// <summary>What plays these episodes for a training in another process.</summary>
    /// <param name="state">What <see cref="TrainingSetup.Players"/> was given.</param>
    /// <param name="setup">The environment.</param>
    /// <param name="selector">Ranks the candidates.</param>
    /// <returns>Gives what is to be sent back of an episode, by its number; null if the state is of something else.</returns>
    public static Func<int, byte[]>? Player(TensorFile state, TrainingSetup setup, Selector selector)
    {
        if (!state.Names.Contains(Sent))
        {
            return null;
        }
        int length = (int)state.Int64(Sent, 1)[0];
        VectorEnvironment environments = setup.Environments(selector, setup.Reward);
        return episode => environments.Play(1, (environment, _) => Play(setup, environment, selector, episode, length), default)[0].Write();
    }

    private static byte[] StateOf(int length)
    {
        var state = new TensorFile();
        state.Add(Sent, [(long)length]);
        return SentState.Bytes(state);
    }

    private static Sums Play(TrainingSetup setup, QueryEnvironment environment, Selector selector, int episode, int length)
    {
        SignalList list = setup.SignalList;
        var encoder = new ObservationEncoder(list, Normalisation.Identity(list.Signals.Count, ObservationEncoder.ContextWidthOf(list)));
        ulong seed = SeedSequence.Child(SeedSequence.Child(setup.Seed, "input statistics"), (ulong)episode);
        bool heuristic = episode % 2 == 0;
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

        public static Sums Read(byte[] sent, int signals, int context)
        {
            using var reader = new BinaryReader(new MemoryStream(sent));
            var sums = new Sums(signals, context) { Candidates = reader.ReadInt32(), Observations = reader.ReadInt32() };
            foreach (double[] own in sums.All)
            {
                double[] read = reader.ReadNumbers<double>();
                if (read.Length != own.Length)
                {
                    throw new IOException("an episode was damaged on its way");
                }
                read.CopyTo(own, 0);
            }
            return sums;
        }

        private double[][] All => [Signals, SignalSquares, Context, ContextSquares];

        public byte[] Write()
        {
            var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            writer.Write(Candidates);
            writer.Write(Observations);
            foreach (double[] own in All)
            {
                writer.WriteNumbers<double>(own);
            }
            writer.Flush();
            return stream.ToArray();
        }

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
