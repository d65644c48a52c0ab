namespace RlQuery.Core.Labelling;

/// <summary>Keeps the events of a session.</summary>
public interface ILabellingLog
{
    /// <summary>Appends events, all of them or none. When it returns, they survive a crash of the process and a power failure.</summary>
    /// <param name="next">The events in their order.</param>
    /// <exception cref="IOException">They could not be stored; what was stored before is kept.</exception>
    void Append(params IReadOnlyList<LabellingEvent> next);
}
