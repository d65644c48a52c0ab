using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Tasks;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Sessions;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Standard;

namespace RlQuery.Cli.Labelling;

/// <summary>A session's options on the command line; null if not given.</summary>
internal sealed record LabelRequest(
    string Session, string? Data, string? Target, string? Policy, string? Strategy, string? Learner, IReadOnlyList<string> Classes,
    string? HeldBack, string? Seed, string? Annotator, string? Overlap)
{
    private const int MostHeldBack = 1_000_000;

    // Sessions of version 0.1 do not say how texts and images were encoded.
    private static readonly string[] BeforeEmbeddings = ["n-grams", "pixels"];

    /// <summary>Probability with which a row is drawn by lot; null for none.</summary>
    public string? Explore { get; init; }

    /// <summary>Whether a policy chooses even where the table is out of its range.</summary>
    public bool AllowOutOfRange { get; init; }

    /// <summary>Where strategies, learners and formats are found.</summary>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Whether the first row of the table names its columns, yes or no; null where the cells decide.</summary>
    public string? Header { get; init; }

    /// <summary>Schema file of the table; null where its cells decide.</summary>
    public string? Schema { get; init; }

    /// <summary>Names of encoders; empty for the defaults.</summary>
    public IReadOnlyList<string> Encoders { get; init; } = [];

    /// <summary>Knowledge graph, a file or a folder; null for none.</summary>
    public string? Graph { get; init; }

    /// <summary>Column with names of the graph's entities; null to find them by words.</summary>
    public string? GraphColumn { get; init; }

    /// <summary>Progress, cancellation and cache of encoders.</summary>
    public EncodingOptions Encoding { get; init; } = new() { Cache = PretrainedEncoders.DefaultCache };

    /// <summary>Name of the task; null for classification.</summary>
    public string? Task { get; init; }

    /// <summary>Number of clusters, where pairs of rows are asked about; null if not given.</summary>
    public string? Clusters { get; init; }

    /// <summary>The options for resuming a session, which has all others.</summary>
    public static LabelRequest OfBegun(string session, string? data, Parts parts) =>
        new(session, data, null, null, null, null, [], null, null, null, null) { Parts = parts };

    /// <summary>Begins a session; nothing is written before all options are checked.</summary>
    public OpenRows Begin()
    {
        OutputLock reserved = SessionFile.Reserve(Session);
        try
        {
            return Begin(reserved);
        }
        catch
        {
            reserved.Dispose();
            throw;
        }
    }

    private OpenRows Begin(OutputLock reserved)
    {
        var faults = new Faults();
        if (Data is null)
        {
            faults.Add(File.Exists(Path.Combine(Session, SessionFile.FileName))
                ? $"session: {Session} was begun before; go on with --resume" : "data: a new session needs a table; use --data FILE");
        }
        ITask task = TaskChoice.Find(Task, Parts, faults);
        var chooser = Chooser.Of(Policy, Strategy, Learner, Parts, task, faults);
        TableSchema? schema = DataSets.ReadSchema(Schema, faults);
        bool? header = HeaderOption.Parse(Header, faults);
        ColumnEncoders? encoders = faults.Collect(() => PretrainedEncoders.Create(Parts, Encoders, Encoding));
        ITableFeaturizer? featurizer = encoders is null ? null : GraphOptions.Link(Graph, GraphColumn, new MixedTableFeaturizer(encoders), faults);
        LabellingTable? table = Data is null || featurizer is null ? null
            : faults.Collect(() => LabellingTable.Of(TableReader.Read(Data, Target, Parts, header), Target, featurizer, schema, task.Target));
        GraphFit.Check(chooser.Strategy, table is null ? [] : [table.Data], faults);
        LearnerFit.Check(chooser.Learner, table is null ? [] : [table.Data], faults);
        faults.Note(table?.Data.Notes ?? []);
        LabellingState? state = table is null ? null : faults.Collect(() => table.Begin(table.Form.HasClasses ? Classes : []));
        int heldBack = faults.Integer("holdout", HeldBack, 0, MostHeldBack, 0);
        double overlap = OverlapOf(faults);
        double exploration = ExplorationOf(faults);
        int seed = faults.Integer("seed", Seed, 0, int.MaxValue, 0);
        if (Classes.Count > 0 && !AnswerForms.Of(task.Target).HasClasses)
        {
            faults.Add($"class: {string.Join(", ", Classes)} is not allowed; answers of {task.Name} are numbers");
        }
        if (state is not null && !state.Answers.Contains(null))
        {
            faults.Add($"{Data}: no row has an empty target cell; there is nothing to label");
        }
        if (table is not null && heldBack > table.Data.Rows)
        {
            faults.Add($"holdout: {heldBack} is not allowed; the table has {table.Data.Rows} rows");
        }
        if (Overlap is not null && Annotator is null)
        {
            faults.Add("overlap: needs to know who answers; use --annotator NAME");
        }
        if (AllowOutOfRange && Policy is null)
        {
            faults.Add("allow-out-of-range: a heuristic has no range; give --policy, or leave it out");
        }
        FindNameFault(faults);
        faults.ThrowIfAny();

        IReadOnlySet<int> hidden = HeldBackRows.Draw(table!.Data.Rows, heldBack, (ulong)seed);
        (chooser, string? outOfRange) = RangeGuard.Of(
            chooser, table.Labelled(state!, hidden), hidden, task, Parts, (ulong)seed, AllowOutOfRange, Encoding.Cancellation);
        var settings = new SessionSettings(
            Path.GetFullPath(Data!), table.Cells.Columns[table.Target].Name,
            chooser.Policy is null ? null : Path.GetFullPath(PolicyFolder.Locate(Policy!)), chooser.Policy?.Hash,
            chooser.Policy is null ? chooser.Strategy!.Name : null, chooser.Learner!.Name, (ulong)seed, heldBack, Classes, overlap, schema?.ToText(),
            task == TaskChoice.Default ? null : task.Name)
        {
            Header = table.Cells.Header,
            Exploration = exploration,
            Encoders = [encoders!.Texts.Name, encoders.Images.Name],
            Asked = Encoders.Count > 0 ? [.. Encoders.Select(EncoderModels.Located)] : null,
            Models = EncoderModels.Of(encoders, schema),
        };
        settings = SessionGraph.Keep(settings, table.Data, GraphColumn);
        var file = SessionFile.Begin(Session, settings, TableFingerprint.Of(table.Cells), reserved);
        return new OpenRows(file, table, state!, chooser.Strategy!, chooser.Learner, chooser.Budget, Annotator) { Note = outOfRange };
    }

    /// <summary>Resumes a session; the table must be unchanged, but may have been moved.</summary>
    /// <param name="answers">Whether an annotator will answer, who has to be named if others are.</param>
    public OpenRows Resume(bool answers = true)
    {
        var file = SessionFile.Open(Session);
        try
        {
            SessionSettings settings = file.Settings;
            var faults = new Faults();
            ITask task = TaskChoice.Find(settings.Task, Parts, faults);
            faults.ThrowIfAny();
            FindChanges(settings, faults);
            var chooser = Chooser.Again(settings, Policy, Parts, task, faults);
            (LabellingTable? table, LabellingState? state) = faults.Collect(() => ReadTable(file, features: true));
            FindNameFault(faults, answers ? state : null);
            faults.ThrowIfAny();
            return new OpenRows(file, table!, state!, chooser.Strategy!, chooser.Learner!, chooser.Budget, Annotator);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The current state of a session, over its table without features: no text or image is encoded.</summary>
    /// <exception cref="InvalidInputException">The table has changed since the session began, or the command line says another thing than it was begun
    /// with.</exception>
    public (LabellingTable Table, LabellingState State) ReadAgain(SessionFile file)
    {
        var faults = new Faults();
        TaskChoice.Find(file.Settings.Task, Parts, faults);
        faults.ThrowIfAny();
        FindChanges(file.Settings, faults);
        (LabellingTable? table, LabellingState? state) = faults.Collect(() => ReadTable(file, features: false));
        faults.ThrowIfAny();
        return (table!, state!);
    }

    private (LabellingTable Table, LabellingState State) ReadTable(SessionFile file, bool features)
    {
        Table cells = ReadUnchanged(file);
        // The session's own copy, since the original file may change.
        TableSchema? schema = file.Settings.Schema is { } kept ? TableSchema.Parse(kept, Session) : null;
        ITask task = Parts.Find<ITask>(file.Settings.Task ?? TaskChoice.Default.Name);
        LabellingTable table = features ? LabellingTable.Of(cells, file.Settings.Target, FeaturizerOf(file.Settings, schema), schema, task.Target)
            : LabellingTable.OfAnswers(cells, file.Settings.Target, schema, task.Target);
        if (Target is not null && TableReader.FindTarget(cells, Target) != table.Target)
        {
            throw new InvalidInputException($"target: {Target} is not what the session was begun with ({file.Settings.Target}); leave it out");
        }
        LabellingState state = table.Begin(file.Settings.Classes);
        file.Replay(state);
        return (table, state);
    }

    /// <summary>Makes the table numeric as it was when the session began.</summary>
    internal ITableFeaturizer FeaturizerOf(SessionSettings begun, TableSchema? schema) =>
        SessionGraph.Link(begun, new MixedTableFeaturizer(EncodersOf(begun, schema)));

    /// <summary>The session's table, as it was when the session began.</summary>
    /// <exception cref="InvalidInputException">It is gone or has changed.</exception>
    internal Table ReadUnchanged(SessionFile file)
    {
        string path = Data ?? file.Settings.Data;
        if (Data is null && !File.Exists(path))
        {
            throw new InvalidInputException($"{path}: no such file; say where the session's table lies now with --data FILE");
        }
        Table cells = ReadCells(path, file);
        IReadOnlyList<string> changes = file.Table.Changes(cells);
        return changes.Count == 0 ? cells
            : throw new InvalidInputException([.. changes, "the table has changed since the session began: put it back, or begin a new session"]);
    }

    private ColumnEncoders EncodersOf(SessionSettings begun, TableSchema? schema)
    {
        ColumnEncoders encoders = PretrainedEncoders.Create(Parts, null, Encoding);
        IColumnEncoder[] usual = [.. (begun.Encoders ?? BeforeEmbeddings).Select(encoders.Open)];
        encoders = (encoders with
        {
            Texts = usual.First(encoder => encoder.Kind == ColumnKind.Text),
            Images = usual.First(encoder => encoder.Kind == ColumnKind.Image),
        }).With(begun.Asked ?? []);
        EncoderModels.RequireSame(encoders, schema, begun.Models);
        return encoders;
    }

    // Sessions of version 0.1 do not say what they took the first row for, and took some headers for rows.
    private Table ReadCells(string path, SessionFile file)
    {
        Table cells = TableReader.Read(path, file.Settings.Target, Parts, file.Settings.Header);
        if (file.Settings.Header is not null || cells.Header is not bool header || file.Table.Changes(cells).Count == 0)
        {
            return cells;
        }
        try
        {
            Table other = TableReader.Read(path, file.Settings.Target, Parts, !header);
            return file.Table.Changes(other).Count == 0 ? other : cells;
        }
        catch (InvalidInputException)
        {
            return cells;
        }
    }

    // Options repeated on the command line must be those with which the session was begun.
    internal void FindChanges(SessionSettings begun, Faults faults)
    {
        void Compare(string option, string? given, string? was)
        {
            if (given is not null && given != was)
            {
                faults.Add($"{option}: {given} is not what the session was begun with ({was ?? "none"}); leave it out");
            }
        }
        Compare("task", Task, begun.Task ?? TaskChoice.Default.Name);
        Compare("strategy", Strategy, begun.Strategy);
        Compare("header", Header, begun.Header is bool header ? HeaderOption.Text(header) : null);
        Compare("learner", Learner, begun.Learner);
        foreach (string encoder in Encoders.Select(EncoderModels.Located).Except(begun.Encoders ?? BeforeEmbeddings))
        {
            faults.Add($"encoder: {encoder} is not what the session was begun with ({string.Join(", ", begun.Encoders ?? BeforeEmbeddings)}); leave it out");
        }
        Compare("graph", Graph is null ? null : Path.GetFullPath(Graph), begun.Graph);
        Compare("graph-column", GraphColumn, begun.GraphColumn);
        Compare("holdout", HeldBack, $"{begun.HeldBack}");
        Compare("seed", Seed, $"{begun.Seed}");
        Compare("clusters", Clusters, begun.Clusters is int clusters ? $"{clusters}" : null);
        double overlap = OverlapOf(faults);
        if (Overlap is not null && overlap != begun.Overlap)
        {
            Compare("overlap", Overlap, begun.Overlap.ToString(CultureInfo.InvariantCulture));
        }
        double exploration = ExplorationOf(faults);
        if (Explore is not null && exploration != begun.Exploration)
        {
            Compare("explore", Explore, begun.Exploration.ToString(CultureInfo.InvariantCulture));
        }
        Compare("class", Classes.Count == 0 ? null : string.Join(", ", Classes), begun.Classes.Count == 0 ? null : string.Join(", ", begun.Classes));
        TableSchema? schema = DataSets.ReadSchema(Schema, faults);
        if (schema is not null && schema.ToText() != begun.Schema)
        {
            faults.Add($"schema: {Schema} is not what the session was begun with{(begun.Schema is null ? " (none)" : "")}; leave it out");
        }
        if (Policy is not null && begun.Policy is null)
        {
            Compare("policy", Policy, null);
        }
    }

    // Once one annotator is named, all must be: otherwise answers of two people would count as one's.
    internal void FindNameFault(Faults faults, LabellingState? state = null)
    {
        if (Annotator is not null && AnnotatorName.FaultOf(Annotator) is { } fault)
        {
            faults.Add(fault);
        }
        if (Annotator is null && state?.Annotators.Count > 0)
        {
            faults.Add($"annotator: the session has answers of {string.Join(", ", state.Annotators)}; say who answers now with --annotator NAME");
        }
    }

    private double ExplorationOf(Faults faults) => faults.Positive("explore", Explore, 1) ?? 0;

    private double OverlapOf(Faults faults) => faults.Positive("overlap", Overlap, 1) ?? 0;
}
