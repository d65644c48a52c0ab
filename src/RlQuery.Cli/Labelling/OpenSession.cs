using System.Globalization;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>An open session, with its table and learner.</summary>
internal sealed record OpenSession(
    SessionFile File, LabellingTable Table, LabellingState State, IQueryStrategy Strategy, ILearnerFactory Learner, int Budget, string? Annotator)
    : IDisposable
{
    private const string ExportName = "labelled.csv";
    private const string Kept = "the session is kept: go on with --resume";

    /// <summary>What a person should know of who chooses; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Rows that are kept from the learner.</summary>
    public IReadOnlySet<int> HeldBack { get; } = HeldBackRows.Draw(Table.Data.Rows, File.Settings.HeldBack, File.Settings.Seed);

    private IReadOnlySet<int> Overlap { get; } = OverlapRows.Draw(Table.Data.Rows, File.Settings.Overlap, File.Settings.Seed);

    /// <summary>Who chooses the rows.</summary>
    public StrategyQuestions CreateQuestions() =>
        new(Table, Strategy, Learner, Budget, File.Settings.Seed, HeldBack, Overlap, Environment.ProcessorCount) { Exploration = File.Settings.Exploration };

    /// <summary>What the learner expects of rows.</summary>
    public ExpectedAnswers CreateModel() => new(Table, Learner, File.Settings.Seed, HeldBack);

    /// <summary>Asks questions until the person quits; then, and whenever no row is left, writes the labelled table into the session's folder.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="folder">The session's folder.</param>
    /// <param name="review">Whether rows on which annotators disagree come first.</param>
    /// <param name="skipped">Whether rows that were skipped come first.</param>
    public void Run(Terminal terminal, string folder, bool review, bool skipped)
    {
        SessionSettings settings = File.Settings;
        var meter = new ProgressMeter(Table, Learner, settings.Seed, HeldBack);
        var view = new QuestionView(terminal, Table, meter, settings.HeldBack > 0);
        ICommandSource commands = terminal.ReadKey is { } readKey ? new KeyCommands(terminal, readKey) : new LineCommands(terminal);
        var session = new LabellingSession(State, File, CreateQuestions(), Annotator, review, skipped);
        string export = Path.Combine(folder, ExportName);
        if (skipped && !session.Skipped.Any())
        {
            terminal.Notes(["no row was skipped"]);
        }
        bool isAtEnd;
        try
        {
            isAtEnd = new LabelDialogue(terminal, session, view, commands, () => Write(export)).Run();
        }
        catch (OperationCanceledException)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(Kept);
            throw;
        }

        Write(export);
        if (!isAtEnd)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(Kept);
            view.ShowProgress(State);
        }
        if (AnnotatorAgreement.Of(State) is { Alpha: double alpha } agreement)
        {
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"annotators: Krippendorff's alpha {alpha:F3} over {agreement.Rows} rows ('rlquery session agreement' shows every two)"));
        }
        terminal.Output.WriteLine($"labelled table: {export}");
    }

    private void Write(string export)
    {
        try
        {
            LabelledFile.Write(export, Table, State);
        }
        catch (IOException failed)
        {
            throw new IOException(
                $"{failed.Message}; every answer is stored: "
                + "write the labelled table elsewhere with 'rlquery session export'", failed);
        }
    }

    public void Dispose() => File.Dispose();
}
