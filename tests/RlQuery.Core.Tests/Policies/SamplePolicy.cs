using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Standard;

namespace RlQuery.Core.Tests.Policies;

/// <summary>Policies with random weights.</summary>
internal static class SamplePolicy
{
    public static readonly SignalList SignalList = SignalList.ByName(
        StandardParts.Create(), ["margin", "density", "leverage"], ["budget-used", "pool-entropy"]);

    public static PolicyDocument Document(PolicySelector? selector = null)
    {
        int signals = SignalList.Signals.Count;
        int context = ObservationEncoder.ContextWidthOf(SignalList);
        return new PolicyDocument
        {
            Name = "sample",
            Agent = "dqn",
            Network = new NetworkShape(signals, context, [16, 8]),
            Signals = PolicySignals.Of(SignalList),
            State = PolicyState.Of(SignalList),
            Normalisation = PolicyNormalisation.Of(Normalisation.Identity(signals, context)),
            Selector = selector ?? new PolicySelector(),
            Environment = new PolicySource("quickstart", "ab12"),
            Learner = "logistic-regression",
            Budget = 40,
            Data = [new PolicySource("iris", "cd34")],
            Synthetic = ["moons", "xor"],
            Seed = 1,
            EnvSteps = 20_000,
        };
    }

    public static TensorFile Weights(PolicyDocument document, ulong seed = 1)
    {
        var file = new TensorFile();
        var generator = new Pcg64(seed);
        for (int member = 0; member < document.Selector.Ensemble; member++)
        {
            string prefix = document.Selector.Prefix(member);
            for (int layer = 0; layer < document.Network.Layers; layer++)
            {
                int inputs = document.Network.Inputs(layer);
                int outputs = document.Network.Outputs(layer);
                file.Add(prefix + NetworkShape.WeightName(layer), Gaussian(generator, outputs * inputs), outputs, inputs);
                file.Add(prefix + NetworkShape.BiasName(layer), Gaussian(generator, outputs), outputs);
            }
        }
        return file;
    }

    public static LearnedPolicy Create(PolicySelector? selector = null, ulong seed = 1)
    {
        PolicyDocument document = Document(selector);
        TensorFile weights = Weights(document, seed);
        return new LearnedPolicy(
            document.Name, SignalList, document.Normalisation.ToNormalisation(), document.Selector.ToSelector(StandardParts.Create()),
            [.. Enumerable.Range(0, document.Selector.Ensemble)
                .Select(member => new ScoringNetwork(document.Network, weights, document.Selector.Prefix(member)))]);
    }

    /// <summary>An observation of a policy's signal list with random values.</summary>
    public static Observation Observe(SignalList list, int count, ulong seed = 2)
    {
        var generator = new Pcg64(seed);
        var observation = new Observation(list);
        observation.Begin(generator.Permutation(3 * count).AsSpan(0, count), seed);
        for (int column = 0; column < list.Signals.Count; column++)
        {
            Gaussian(generator, count).CopyTo(observation.MutableColumn(column));
        }
        Gaussian(generator, list.State.Count).CopyTo(observation.MutableState);
        return observation;
    }

    private static float[] Gaussian(Pcg64 generator, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)generator.NextGaussian();
        }
        return values;
    }
}
