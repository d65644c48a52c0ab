using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>One number about the whole episode, such as the share of the budget that is used.</summary>
[PartKind("state value", "state-values")]
public interface IStateValue : IPart
{
    /// <summary>Raised whenever the definition changes.</summary>
    int Version { get; }

    /// <summary>What it needs of the learner.</summary>
    /// <value>Default: class probabilities, or classes.</value>
    SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <summary>Whether it tells of the table alone, and is known before a row is labelled.</summary>
    /// <value>Default: no.</value>
    bool IsOfTable => false;

    /// <summary>Computes the value.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <returns>A finite number.</returns>
    float Compute(SignalContext context);
}
