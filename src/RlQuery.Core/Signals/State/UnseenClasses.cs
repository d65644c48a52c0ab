using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Estimate of the share of rows whose class no label names yet: classes with a single label over labels, in [0, 1].</summary>
/// <remarks>
/// Source: I. J. Good, "The Population Frequencies of Species and the Estimation of Population Parameters" (1953), after A. Turing. Labels that were chosen
/// are no random sample, so that it is a guide and no estimate without bias. It does not know how many classes there are.
/// </remarks>
internal sealed class UnseenClasses : IStateValue
{
    /// <inheritdoc/>
    public string Name => "unseen-classes";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "share of rows whose class no label names, by Good and Turing: classes with a single label over labels; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context) =>
        context.Pool.Labelled.IsEmpty ? 1 : (float)context.Pool.ClassCounts.Count(1) / context.Pool.Labelled.Length;
}
