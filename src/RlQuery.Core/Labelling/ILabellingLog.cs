namespace RlQuery.Core.Labelling;

/// <summary>Keeps the events of a session.</summary>
public interface ILabellingLog
{
    /// <summary>Stores an event behind all others. When it returns, the event outlives the process and the machine's power.</summary>
    /// <param name="next">The event.</param>
    /// <exception cref="IOException">It could not be stored; what was stored before is kept.</exception>
    void Append(LabellingEvent next);
}
