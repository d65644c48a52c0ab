using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Benchmarks.Wide;

/// <summary>A signal that counts the processor time that it takes; what several signals share counts for the one that asks first.</summary>
internal sealed class TimedSignal(ISignal inner) : ISignal
{
    /// <summary>Seconds so far.</summary>
    public double Seconds { get; set; }

    public string Name => inner.Name;

    public int Version => inner.Version;

    public Preference Preference => inner.Preference;

    public SignalNeeds Needs => inner.Needs;

    public string Description => inner.Description;

    public (string Low, string High) Reasons => inner.Reasons;

    public void Compute(SignalContext context, Span<float> values)
    {
        double start = ProcessorTime.Now;
        inner.Compute(context, values);
        Seconds += ProcessorTime.Now - start;
    }
}
