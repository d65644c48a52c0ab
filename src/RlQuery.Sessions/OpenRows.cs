using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Sessions;

/// <summary>An open session that asks for the labels of rows.</summary>
/// <param name="File">The session on disk.</param>
/// <param name="Table">The table that is labelled.</param>
/// <param name="State">What the session has come to.</param>
/// <param name="Strategy">Who chooses the rows.</param>
/// <param name="Learner">The learner that is fitted to the labelled rows.</param>
/// <param name="Budget">Number of queries that the strategy was made for.</param>
/// <param name="Annotator">Who answers; null if nobody is named.</param>
public sealed record OpenRows(
    SessionFile File, LabellingTable Table, LabellingState State, IQueryStrategy Strategy, ILearnerFactory Learner, int Budget, string? Annotator)
    : OpenSession(File, State, Strategy, Learner, Budget, Annotator)
{
    private const string Lines = "labelled.jsonl";
    private const string Tasks = "tasks.json";
    private const string Configuration = "tasks.xml";

    /// <inheritdoc/>
    public override Table Cells => Table.Cells;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => Table.Data.Notes;

    /// <summary>What a person should know of who chooses.</summary>
    /// <value>Default: null; nothing.</value>
    public string? Note { get; init; }

    /// <summary>Rows that are kept from the learner.</summary>
    public IReadOnlySet<int> HeldBack { get; } = HeldBackRows.Draw(Table.Data.Rows, File.Settings.HeldBack, File.Settings.Seed);

    /// <inheritdoc/>
    public override IReadOnlySet<int> Overlap { get; } = OverlapRows.Draw(Table.Data.Rows, File.Settings.Overlap, File.Settings.Seed);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Exports =>
        LabelStudioTasks.Fits(this) ? [LabelledFile.Name, Lines, Tasks, Configuration] : [LabelledFile.Name, Lines];

    /// <summary>Chooses the rows.</summary>
    public StrategyQuestions CreateQuestions() =>
        new(Table, Strategy, Learner, Budget, File.Settings.Seed, HeldBack, Overlap, Environment.ProcessorCount) { Exploration = File.Settings.Exploration };

    /// <summary>Says what the learner expects of rows.</summary>
    public ExpectedAnswers CreateModel() => new(Table, Learner, File.Settings.Seed, HeldBack);

    /// <summary>Measures how well the learner does.</summary>
    public ProgressMeter CreateMeter() => new(Table, Learner, File.Settings.Seed, HeldBack);

    /// <inheritdoc/>
    public override string Counts(LabellingState state) => SessionWords.Counts(state);

    /// <inheritdoc/>
    public override void Export(string path, LabellingState state, CancellationToken cancel)
    {
        switch (Path.GetFileName(path))
        {
            case LabelledFile.Name:
                LabelledFile.Write(path, Table, state);
                break;
            case Lines:
                LabelledLines.Write(path, Table, File.Table, state);
                break;
            default:
                LabelStudioTasks.Write(Path.ChangeExtension(path, ".json"), this, state, LabelStudioTasks.DefaultCount, cancel);
                break;
        }
    }

    /// <inheritdoc/>
    public override (IReadOnlyList<LabellingEvent> Events, string Words) ReadAnswers(
        string path, string name, LabellingState state, string? annotator, Parts parts)
    {
        ImportSummary brought = SessionImport.Read(path, Table, File.Table, state, annotator, parts);
        if (!brought.IsMatched)
        {
            throw new InvalidInputException(ImportWords.Unmatched(name, Table, brought));
        }
        string note = ImportWords.Note(Table, brought) is { } line ? $"; {line}" : "";
        return (brought.Events, ImportWords.Of(name, brought) + note);
    }

    internal override IQuestionsAhead CreateAhead() => CreateQuestions();

    private protected override LabellingState Begin() => Table.Begin(File.Settings.Classes);
}
