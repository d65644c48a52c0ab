namespace RlQuery.Core.Labelling;

/// <summary>What happened in a labelling session. The events in their order are the truth: the state is their replay.</summary>
public abstract record LabellingEvent
{
    private protected LabellingEvent()
    {
    }

    /// <summary>The annotator; see <see cref="AnnotatorName"/>; null if none was named.</summary>
    public string? By { get; init; }
}

/// <summary>A row was shown.</summary>
/// <param name="Row">0-based row of the table.</param>
public sealed record QuestionAsked(int Row) : LabellingEvent
{
    /// <summary>What could have been asked, the row among it.</summary>
    /// <value>Default: null; nothing else could.</value>
    public ChoiceSet? Among { get; init; }
}

/// <summary>The current row was given a label.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record RowLabelled(int Row, string Answer) : LabellingEvent;

/// <summary>The current row was skipped; this annotator is not asked for it again.</summary>
/// <param name="Row">The row.</param>
public sealed record RowSkipped(int Row) : LabellingEvent;

/// <summary>A row that was labelled or skipped before was given another label; the current question stays.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record LabelCorrected(int Row, string Answer) : LabellingEvent;

/// <summary>A row on which annotators disagree was given its final label.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record ConflictSettled(int Row, string Answer) : LabellingEvent;

/// <summary>Something was noted of a row, beside its label. It takes the place of what the annotator has noted of it before.</summary>
/// <param name="Row">The row.</param>
/// <param name="Text">The note, at most 2000 letters on one line or several; empty to take the earlier one away.</param>
public sealed record RowNoted(int Row, string Text) : LabellingEvent;

/// <summary>A class was added after the existing ones.</summary>
/// <param name="Class">Its name.</param>
public sealed record ClassAdded(string Class) : LabellingEvent;

/// <summary>A file was imported; its labels follow.</summary>
/// <param name="Hash">SHA-256 of its content, in lower case.</param>
/// <param name="Rows">How many events of <see cref="RowImported"/> and <see cref="SettlementImported"/> follow at once.</param>
public sealed record FileImported(string Hash, int Rows) : LabellingEvent;

/// <summary>An imported label of a row; nothing before it can be undone any more.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; null where it was left aside.</param>
public sealed record RowImported(int Row, string? Answer) : LabellingEvent
{
    /// <summary>When that was said or last changed, in UTC.</summary>
    /// <value>Default: null; the file does not say.</value>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether the file calls it the truth, whatever others said.</summary>
    /// <value>Default: false.</value>
    public bool IsGroundTruth { get; init; }
}

/// <summary>An imported settlement: the final label of a row. Nothing before it can be undone any more.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record SettlementImported(int Row, string Answer) : LabellingEvent;

/// <summary>
/// The last label, skip, correction, settlement or new class was undone, whatever was noted meanwhile; where that is another annotator's, one's own last one,
/// if nobody has said anything of its row since. After a label or a skip, the question is asked again.
/// </summary>
public sealed record LastUndone : LabellingEvent;
