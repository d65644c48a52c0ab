using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>A signal of all units of an item at once. Other signals are computed for each unit and joined by the task.</summary>
public interface IItemSignal : ISignal
{
    /// <summary>Computes the signal of every candidate.</summary>
    /// <param name="units">The state of the episode, of each unit.</param>
    /// <param name="values">Receives a finite value for each of the contexts' candidates.</param>
    void Compute(IReadOnlyList<SignalContext> units, Span<float> values);

    /// <inheritdoc/>
    void ISignal.Compute(SignalContext context, Span<float> values) => Compute([context], values);
}
