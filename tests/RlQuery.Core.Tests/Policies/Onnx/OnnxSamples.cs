using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Tests.Policies.Onnx;

/// <summary>Policies of every shape with random weights, and observations that an export could get wrong.</summary>
internal static class OnnxSamples
{
    public const int Kinds = 6;

    /// <summary>What an observation's values are like.</summary>
    public enum Kind
    {
        /// <summary>Anything in [0, 1].</summary>
        Continuous,

        /// <summary>Few different values: many candidates tie in a signal, some in all.</summary>
        Coarse,

        /// <summary>Every candidate is there twice or more.</summary>
        Copies,

        /// <summary>All candidates are the same.</summary>
        Equal,

        /// <summary>Values at the ends of their ranges and next to them, and some signals that do not differ.</summary>
        Ends,

        /// <summary>Far outside the ranges that signals have.</summary>
        Wide,
    }

    public static PolicyDocument Document(int[] hidden, PolicySelector selector, string[]? state = null, bool gated = false)
    {
        SignalList list = SignalList.ByName(
            Known.Parts, ["density", "margin", "leverage", "entropy"], state ?? ["budget-used", "labels-per-class", "pool-entropy"]);
        int signals = list.Signals.Count;
        int context = ObservationEncoder.ContextWidthOf(list);
        var draws = new Pcg64(5, "moments");
        return SamplePolicy.Document(selector) with
        {
            Network = new NetworkShape(signals, context, hidden) { Gated = gated },
            Signals = PolicySignals.Of(list),
            State = PolicyState.Of(list),
            Normalisation = new PolicyNormalisation(Moments(draws, signals), Moments(draws, context)),
        };
    }

    public static TensorFile Weights(PolicyDocument document, ulong seed)
    {
        var file = new TensorFile();
        var draws = new Pcg64(seed, "weights");
        for (int member = 0; member < document.Selector.Ensemble; member++)
        {
            foreach ((string name, int[] sizes) in document.Network.Tensors)
            {
                double scale = sizes.Length == 2 ? 1 / Math.Sqrt(sizes[1]) : 0.3;
                float[] values =
                    [.. Enumerable.Range(0, sizes.Aggregate(1, (product, size) => product * size)).Select(_ => (float)(scale * draws.NextGaussian()))];
                file.Add(document.Selector.Prefix(member) + name, values, sizes);
            }
        }
        return file;
    }

    public static LearnedPolicy Policy(PolicyDocument document, TensorFile weights) => new(
        document.Name, SignalList.ByName(Known.Parts, document.Signals.Names, document.State.Names), document.Normalisation.ToNormalisation(),
        document.Selector.ToSelector(Known.Parts),
        [.. Enumerable.Range(0, document.Selector.Ensemble)
            .Select(member => IScoringNetwork.Create(document.Network, weights, document.Selector.Prefix(member)))]);

    /// <summary>An observation whose candidates are the rows 0, 1, 2 and so on.</summary>
    public static Observation Observe(SignalList list, int count, Kind kind, ulong seed)
    {
        var draws = new Pcg64(seed, "observation");
        var observation = new Observation(list);
        observation.Begin([.. Enumerable.Range(0, count)], seed);
        for (int j = 0; j < list.Signals.Count; j++)
        {
            Span<float> column = observation.MutableColumn(j);
            bool constant = kind == Kind.Ends && draws.NextInt(3) == 0;
            for (int i = 0; i < count; i++)
            {
                column[i] = constant && i > 0 ? column[0] : Value(draws, kind);
            }
        }
        if (kind is Kind.Copies or Kind.Equal)
        {
            for (int i = 0; i < count; i++)
            {
                int source = kind == Kind.Equal ? 0 : draws.NextInt((count / 2) + 1);
                for (int j = 0; j < list.Signals.Count; j++)
                {
                    observation.MutableColumn(j)[i] = observation.Column(j)[source];
                }
            }
        }
        foreach (ref float value in observation.MutableState)
        {
            value = (float)draws.NextDouble();
        }
        return observation;
    }

    private static float Value(Pcg64 draws, Kind kind) => kind switch
    {
        Kind.Coarse => draws.NextInt(3) / 2f,
        Kind.Ends => draws.NextInt(6) switch { 0 => 0, 1 => 1, 2 => 1e-30f, 3 => 0.999f, 4 => -0f, _ => 0.5f },
        Kind.Wide => (float)(20 * draws.NextGaussian()),
        _ => (float)draws.NextDouble(),
    };

    private static PolicyMoments Moments(Pcg64 draws, int count) => new(
        [.. Enumerable.Range(0, count).Select(_ => (float)draws.NextDouble())],
        [.. Enumerable.Range(0, count).Select(_ => (float)(0.05 + draws.NextDouble()))]);
}
