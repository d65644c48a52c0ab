namespace RlQuery.Core.Labelling;

/// <summary>Keeps the events of a session.</summary>
public interface ILabellingLog
{
    /// <summary>Stores events behind all others, all of them or none. When it returns, they outlive the process and the machine's power.</summary>
    /// <param name="next">The events in their order.</param>
    /// <exception cref="IOException">They could not be stored; what was stored before is kept.</exception>
    void Append(params IReadOnlyList<LabellingEvent> next);
}
