using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Questions;
using RlQuery.Annotators.Recording;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;

namespace RlQuery.Annotators.Tests.Support;

/// <summary>Panels that are asked for the rows of a small table, in a folder that is gone after the test.</summary>
public abstract class PanelTest : IDisposable
{
    protected static readonly string[] Rows = ["win money,", "lunch at noon,", "cheap pills,", "see you,", "free prize,spam", "minutes of the meeting,ham"];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("rlquery-annotators-").FullName;

    internal HastyTime Time { get; } = new();

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string At(string name) => Path.Combine(Folder, name);

    protected string Record => At("answers.db");

    /// <summary>A model that waits for its answer as long as it takes.</summary>
    protected static ModelDefinition Model(string address, string name = "m") =>
        new() { Name = name, Model = name, Endpoint = address, TimeoutSeconds = 3600, Concurrency = 3 };

    protected static PanelDefinition PanelOf(params ModelDefinition[] models) => new() { Annotators = models, Examples = 2 };

    /// <summary>The right answer to a row of the table.</summary>
    internal static string Truth(ChatCall call) => call.Cell("text") is "win money" or "cheap pills" or "free prize" ? "spam" : "ham";

    /// <summary>A table of texts and labels, whose features are all the same.</summary>
    protected AnnotationTable Table(PanelDefinition panel, string[]? rows = null, AnnotationTableOptions? options = null)
    {
        string file = At("table.csv");
        File.WriteAllLines(file, ["text,label", .. rows ?? Rows]);
        Table cells = TableReader.Read(file, "label");
        var table = LabellingTable.OfAnswers(cells, "label");
        return AnnotationTable.Create(table, TableReader.Features(cells, table.Target), panel, options ?? new AnnotationTableOptions());
    }

    protected async Task<PanelResult> Ask(
        PanelDefinition panel, string[]? rows = null, AnnotationTableOptions? options = null, decimal? budget = null, bool offline = false,
        CancellationToken cancellation = default)
    {
        AnnotationTable table = Table(panel, rows, options);
        using var record = AnswerRecord.Open(Record);
        IReadOnlyList<IAnnotator> annotators = Panel.Create(panel, table.Classes, record, new PanelOptions { Budget = budget, Time = Time });
        return await PanelRun.Begin(table, annotators, offline).AskAsync(new MajorityJoin(), cancellation: cancellation);
    }

    /// <summary>The file of answers, line by line.</summary>
    protected string[] Lines(PanelResult result)
    {
        AnswerFile.Write(At("out.csv"), result);
        return File.ReadAllLines(At("out.csv"));
    }
}
