using RlQuery.Core.Labelling;

namespace RlQuery.Sessions;

/// <summary>An event as it is stored.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Row">Its row; null where it has none.</param>
/// <param name="Class">Its class; null where it has none.</param>
internal readonly record struct EventRow(string Kind, long? Row, string? Class)
{
    public static EventRow Of(LabellingEvent happened) => happened switch
    {
        QuestionAsked(int row) => new("question", row, null),
        RowLabelled(int row, string name) => new("answer", row, name),
        RowSkipped(int row) => new("skip", row, null),
        LabelCorrected(int row, string name) => new("correct", row, name),
        ClassAdded(string name) => new("class", null, name),
        LastUndone => new("undo", null, null),
        _ => throw new ArgumentException($"{happened.GetType().Name} is not an event of a session", nameof(happened)),
    };

    /// <returns>The event; null where the row holds none.</returns>
    public LabellingEvent? ToEvent() => (Kind, Row, Class) switch
    {
        ("question", long row and <= int.MaxValue, null) => new QuestionAsked((int)row),
        ("answer", long row and <= int.MaxValue, string name) => new RowLabelled((int)row, name),
        ("skip", long row and <= int.MaxValue, null) => new RowSkipped((int)row),
        ("correct", long row and <= int.MaxValue, string name) => new LabelCorrected((int)row, name),
        ("class", null, string name) => new ClassAdded(name),
        ("undo", null, null) => new LastUndone(),
        _ => null,
    };
}
