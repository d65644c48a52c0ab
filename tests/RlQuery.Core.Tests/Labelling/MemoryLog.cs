using RlQuery.Core.Labelling;

namespace RlQuery.Core.Tests.Labelling;

/// <summary>Events in memory; refuses them where the disk is said to be full.</summary>
internal sealed class MemoryLog : ILabellingLog
{
    public List<LabellingEvent> Events { get; } = [];

    public bool IsFull { get; set; }

    public void Append(params IReadOnlyList<LabellingEvent> next)
    {
        if (IsFull)
        {
            throw new IOException("full");
        }
        Events.AddRange(next);
    }
}
