using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Tests;

/// <summary>A session in a folder of its own, gone after the test.</summary>
public abstract class SessionTest : IDisposable
{
    protected static readonly SessionSettings Settings = new("/data/mine.csv", "label", null, null, "margin", "logistic-regression", 7, 0, ["no", "yes"]);

    protected static readonly TableFingerprint Table = TableFingerprint.Of(new Table(
        "mine", "mine.csv", [new TableColumn("x", ColumnKind.Unknown, ["1", "2", null]), new TableColumn("label", ColumnKind.Unknown, [null, null, null])],
        [2, 3, 4]));

    protected static readonly LabellingEvent[] Every =
    [
        new QuestionAsked(1) { Among = ChoiceSet.Soften([1, 0, 2], 0.3) }, new RowLabelled(1, "yes"),
        new QuestionAsked(0), new LabelCorrected(1, "no"), new ClassAdded("mäy 'be\""),
        new RowLabelled(0, "mäy 'be\""),
        new QuestionAsked(2), new RowSkipped(2), new LastUndone(), new LabelCorrected(1, "yes") { By = "bób" }, new ConflictSettled(1, "yes") { By = "ann" },
        new RowNoted(2, "is it \"no\"?\nask ann") { By = "bób" }, new RowNoted(2, "") { By = "bób" },
        new FileImported("0f", 4) { By = "ann" }, new RowImported(2, "no") { By = "3" },
        new RowImported(2, "no") { By = "4", At = new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero), IsGroundTruth = true }, new RowImported(2, null),
        new SettlementImported(2, "no"),
    ];

    protected string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("rlquery-sessions-").FullName, "session");

    protected string File => Path.Combine(Folder, SessionFile.FileName);

    public void Dispose()
    {
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected void Store(LabellingEvent[] events, string? afterwards = null)
    {
        using var file = SessionFile.Begin(Folder, Settings, Table);
        Array.ForEach(events, next => file.Append(next));
        if (afterwards is not null)
        {
            file.Database.Execute(afterwards);
        }
    }

    protected void AssertRefused(string fault)
    {
        byte[] before = System.IO.File.ReadAllBytes(File);
        Assert.Equal([$"{File}: {fault}"], Assert.Throws<InvalidInputException>(() => SessionFile.Open(Folder)).Faults);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }
}
