namespace RlQuery.Core.Labelling.Exchange;

/// <summary>What a file brought into a session.</summary>
/// <param name="Events">The new events; empty if it holds nothing new.</param>
/// <param name="Annotators">Who said what is new.</param>
/// <param name="Same">How much was known already.</param>
/// <param name="Empty">How many records have no label.</param>
/// <param name="WasBefore">Whether the same file was imported before; then nothing is read from it.</param>
public sealed record ImportSummary(IReadOnlyList<LabellingEvent> Events, IReadOnlyList<string> Annotators, int Same, int Empty, bool WasBefore)
{
    /// <summary>New and changed labels.</summary>
    public int Labels => Events.Count(happened => happened is RowImported { Answer: not null });

    /// <summary>Rows whose label was settled there and differs from the session's.</summary>
    public int Settled => Events.Count(happened => happened is SettlementImported);

    /// <summary>New skips.</summary>
    public int Skips => Events.Count(happened => happened is RowImported { Answer: null });
}
