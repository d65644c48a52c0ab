using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>One number per candidate that says how useful its label would be, comparable across data sets.</summary>
/// <remarks>
/// Every signal is a heuristic (take the best candidate by it) and an input of learned policies. Stateless: all state is in the context.
/// </remarks>
[PartKind("signal", "signals")]
public interface ISignal : IPart
{
    /// <summary>Names of its heuristic for <c>--strategy</c>, as used in the field.</summary>
    /// <value>Default: that of the signal.</value>
    IReadOnlyList<string> HeuristicNames => [Name];

    /// <summary>Raised whenever the definition changes; a policy trained on another version is refused.</summary>
    int Version { get; }

    /// <summary>Whether the heuristic of this signal takes its largest or its smallest value.</summary>
    Preference Preference { get; }

    /// <summary>What it costs, and what it needs from the learner.</summary>
    SignalNeeds Needs { get; }

    /// <summary>Why a row is chosen whose value is below, or above, the mean of all candidates: a clause for a person, without commas and quotes.</summary>
    /// <value>Default: that the signal is low, or high. Every signal of this library has words of its own.</value>
    (string Low, string High) Reasons => ($"{Name} is low", $"{Name} is high");

    /// <summary>Computes the signal of every candidate.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="values">Receives a finite value for each of the context's candidates.</param>
    void Compute(SignalContext context, Span<float> values);
}
