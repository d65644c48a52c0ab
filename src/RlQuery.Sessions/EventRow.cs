using System.Globalization;
using RlQuery.Core.Labelling;

namespace RlQuery.Sessions;

/// <summary>An event as it is stored.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Row">Its row, or the number of rows of its file; null where it has none.</param>
/// <param name="Text">Its class or number, the hash of its file, or what could have been asked; null where it has none.</param>
/// <param name="By">Who it is owed to; null where nobody was named.</param>
/// <param name="At">When what was imported was said; null where nothing is known of it.</param>
internal readonly record struct EventRow(string Kind, long? Row, string? Text, string? By, string? At = null)
{
    private const string TimeForm = "O";
    private const int LastYear = 9000;

    public static EventRow Of(LabellingEvent happened) => happened switch
    {
        QuestionAsked(int row) asked => new("question", row, asked.Among?.ToText(), happened.By),
        RowLabelled(int row, string name) => new("answer", row, name, happened.By),
        RowSkipped(int row) => new("skip", row, null, happened.By),
        LabelCorrected(int row, string name) => new("correct", row, name, happened.By),
        ConflictSettled(int row, string name) => new("settle", row, name, happened.By),
        RowNoted(int row, string text) => new("note", row, text, happened.By),
        ClassAdded(string name) => new("class", null, name, happened.By),
        FileImported(string hash, int rows) => new("file", rows, hash, happened.By),
        RowImported(int row, var name) brought => new(
            brought.IsGroundTruth ? "import-truth" : "import", row, name, happened.By,
            brought.At?.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)),
        SettlementImported(int row, string name) => new("import-settled", row, name, happened.By),
        LastUndone => new("undo", null, null, happened.By),
        _ => throw new ArgumentException($"{happened.GetType().Name} is not an event of a session", nameof(happened)),
    };

    /// <returns>The event; null where the row holds none.</returns>
    public LabellingEvent? ToEvent() => At is not null && Kind is not ("import" or "import-truth") ? null : (Kind, Row, Text) switch
    {
        ("question", long row and <= int.MaxValue, null) => new QuestionAsked((int)row) { By = By },
        ("question", long row and <= int.MaxValue, string among) =>
            ChoiceSet.Parse(among) is { } choices ? new QuestionAsked((int)row) { By = By, Among = choices } : null,
        ("answer", long row and <= int.MaxValue, string name) => new RowLabelled((int)row, name) { By = By },
        ("skip", long row and <= int.MaxValue, null) => new RowSkipped((int)row) { By = By },
        ("correct", long row and <= int.MaxValue, string name) => new LabelCorrected((int)row, name) { By = By },
        ("settle", long row and <= int.MaxValue, string name) => new ConflictSettled((int)row, name) { By = By },
        ("note", long row and <= int.MaxValue, string text) => new RowNoted((int)row, text) { By = By },
        ("class", null, string name) => new ClassAdded(name) { By = By },
        ("file", long rows and <= int.MaxValue, string hash) => new FileImported(hash, (int)rows) { By = By },
        ("import", long row and <= int.MaxValue, _) => Import((int)row, isGroundTruth: false),
        ("import-truth", long row and <= int.MaxValue, _) => Import((int)row, isGroundTruth: true),
        ("import-settled", long row and <= int.MaxValue, string name) => new SettlementImported((int)row, name) { By = By },
        ("undo", null, null) => new LastUndone { By = By },
        _ => null,
    };

    private RowImported? Import(int row, bool isGroundTruth)
    {
        if (At is null)
        {
            return new RowImported(row, Text) { By = By, IsGroundTruth = isGroundTruth };
        }
        return DateTime.TryParseExact(At, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time)
            && time.Kind == DateTimeKind.Utc && time.Year <= LastYear
            ? new RowImported(row, Text) { By = By, IsGroundTruth = isGroundTruth, At = new DateTimeOffset(time) } : null;
    }
}
