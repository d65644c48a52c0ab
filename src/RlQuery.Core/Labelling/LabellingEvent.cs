namespace RlQuery.Core.Labelling;

/// <summary>What happened in a labelling session. The events in their order are the truth: the state is their replay.</summary>
public abstract record LabellingEvent
{
    private protected LabellingEvent()
    {
    }

    /// <summary>Who it is due to, see <see cref="AnnotatorName"/>; null where nobody was named.</summary>
    public string? By { get; init; }
}

/// <summary>A row was shown.</summary>
/// <param name="Row">0-based row of the table.</param>
public sealed record QuestionAsked(int Row) : LabellingEvent;

/// <summary>The row in question was given a label.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record RowLabelled(int Row, string Answer) : LabellingEvent;

/// <summary>The row in question was left aside; the one who did is not asked for it again.</summary>
/// <param name="Row">The row.</param>
public sealed record RowSkipped(int Row) : LabellingEvent;

/// <summary>A row that was labelled or skipped before was given another label; the question stays.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record LabelCorrected(int Row, string Answer) : LabellingEvent;

/// <summary>A row on which annotators disagree was given the label that holds, whatever they said and say later.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record ConflictSettled(int Row, string Answer) : LabellingEvent;

/// <summary>A class was added behind those that there are.</summary>
/// <param name="Class">Its name.</param>
public sealed record ClassAdded(string Class) : LabellingEvent;

/// <summary>A file was read from which the labels come that follow.</summary>
/// <param name="Hash">SHA-256 of its content, in lower case.</param>
/// <param name="Rows">How many events of <see cref="RowImported"/> and <see cref="SettlementImported"/> follow at once.</param>
public sealed record FileImported(string Hash, int Rows) : LabellingEvent;

/// <summary>A row was given a label elsewhere; nothing before it can be taken back any more.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; null where it was left aside.</param>
public sealed record RowImported(int Row, string? Answer) : LabellingEvent;

/// <summary>The label of a row had been settled elsewhere: it holds, whatever was said; nothing before it can be taken back any more.</summary>
/// <param name="Row">The row.</param>
/// <param name="Answer">The name of its class, or its number; see <see cref="IAnswerForm"/>.</param>
public sealed record SettlementImported(int Row, string Answer) : LabellingEvent;

/// <summary>
/// The last label, skip, correction, settlement or new class that still stood was taken back; the question of a label or a skip is asked again.
/// </summary>
public sealed record LastUndone : LabellingEvent;
