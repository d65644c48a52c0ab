namespace RlQuery.Core.Labelling;

/// <summary>What happened in a labelling session. The events in their order are the truth: the state is their replay.</summary>
public abstract record LabellingEvent
{
    private protected LabellingEvent()
    {
    }
}

/// <summary>A row was shown.</summary>
/// <param name="Row">0-based row of the table.</param>
public sealed record QuestionAsked(int Row) : LabellingEvent;

/// <summary>The row in question was given a label.</summary>
/// <param name="Row">The row.</param>
/// <param name="Class">Name of its class.</param>
public sealed record RowLabelled(int Row, string Class) : LabellingEvent;

/// <summary>The row in question was left aside; it is not asked for again.</summary>
/// <param name="Row">The row.</param>
public sealed record RowSkipped(int Row) : LabellingEvent;

/// <summary>A row that was labelled or skipped before was given another label; the question stays.</summary>
/// <param name="Row">The row.</param>
/// <param name="Class">Name of its class.</param>
public sealed record LabelCorrected(int Row, string Class) : LabellingEvent;

/// <summary>A class was added behind those that there are.</summary>
/// <param name="Class">Its name.</param>
public sealed record ClassAdded(string Class) : LabellingEvent;

/// <summary>The last label, skip, correction or new class that still stood was taken back; the question of a label or a skip is asked again.</summary>
public sealed record LastUndone : LabellingEvent;
