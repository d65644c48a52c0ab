using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Training;

/// <summary>A policy that is to be validated, here or in other processes.</summary>
/// <param name="Inputs">Signals and state values that its networks see.</param>
/// <param name="Normalisation">Shift and scale of the inputs.</param>
/// <param name="Selector">What decides between scores.</param>
/// <param name="Shape">Sizes of each network.</param>
/// <param name="Weights">Weights of all networks.</param>
/// <param name="Members">Number of networks.</param>
internal sealed record ValidatedPolicy(
    SignalList Inputs, Normalisation Normalisation, Selector Selector, NetworkShape Shape, TensorFile Weights, int Members)
{
    private const string Prefix = "policy.";
    private const string Hidden = "hidden";
    private const string Kind = "kind";

    /// <summary>The policy of a training that has ended.</summary>
    /// <param name="result">What it ended in.</param>
    public static ValidatedPolicy Of(TrainingResult result)
    {
        PolicyDocument document = result.Document;
        return new ValidatedPolicy(
            SignalList.ByName(result.Parts, document.Signals.Names, document.State.Names), document.Normalisation.ToNormalisation(),
            document.Selector.ToSelector(result.Parts), document.Network, result.Weights, document.Selector.Ensemble);
    }

    /// <summary>Whether there is something that <see cref="Save"/> added.</summary>
    public static bool IsIn(TensorFile state) => state.Names.Contains(Kind);

    /// <summary>Reads what <see cref="Save"/> added.</summary>
    /// <param name="state">Holds it.</param>
    /// <param name="inputs">Signals and state values that its networks see.</param>
    /// <param name="selector">What decides between scores.</param>
    public static ValidatedPolicy Load(TensorFile state, SignalList inputs, Selector selector)
    {
        long[] kind = state.Int64(Kind, 2);
        var shape = new NetworkShape(
            inputs.Signals.Count, ObservationEncoder.ContextWidthOf(inputs), Array.ConvertAll(state.Int64(Hidden), width => (int)width))
        {
            Gated = kind[0] != 0,
        };
        int members = (int)kind[1];
        return new ValidatedPolicy(
            inputs, NormalisationFile.Load(state, inputs), selector, shape, NetworkWeights.Load(state, Prefix, shape, members), members);
    }

    /// <summary>Adds all but inputs and selector, which follow from the environment.</summary>
    /// <param name="state">Receives it.</param>
    public void Save(TensorFile state)
    {
        NormalisationFile.Save(state, Normalisation);
        NetworkWeights.Save(state, Prefix, Weights);
        state.Add(Hidden, [.. Shape.Hidden.Select(width => (long)width)]);
        state.Add(Kind, [Shape.Gated ? 1L : 0, (long)Members]);
    }

    /// <summary>The policy, ready to choose.</summary>
    /// <param name="name">Name as in tables.</param>
    public LearnedPolicy Make(string name) => new(name, Inputs, Normalisation, Selector, NetworkWeights.Networks(Shape, Weights, Members));
}
