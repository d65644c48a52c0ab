using System.CommandLine;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Sessions;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary>The options of a session that is labelled, in the terminal or on the page.</summary>
internal sealed class LabelOptions
{
    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Description = $"Table ({PartsHelp.Extensions(columns: true)}); rows whose target cell is empty, ? or NA are asked for. "
            + "With --resume: where it lies now.",
    };
    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string> _task = new("--task")
    {
        HelpName = "TASK",
        Description = $"What is asked for: {PartsHelp.Tasks}. Default: {TaskChoice.Default.Name}.",
    };
    private readonly Option<string> _header = HeaderOption.Create("The session keeps it. ");
    private readonly Option<string> _schema = SchemaVerb.Option("The session keeps a copy. ");
    private readonly EncoderOptions _encoders = new("The session keeps it. ");
    private readonly GraphOptions _graph = new("The session keeps its place. ");
    private readonly Option<string[]> _classes = new("--class")
    {
        HelpName = "NAME",
        Description = "A class that labels may name; may be given several times. Default: those of the table's labels. More can be added while labelling.",
    };
    private readonly Option<string> _clusters = ClustersOption.Create();
    private readonly Option<string> _holdout = new("--holdout")
    {
        HelpName = "N",
        Description = "Rows drawn at random, asked for in between and kept from the learner, to measure accuracy, of numbers the error. Default: 0, "
            + "cross-validation.",
    };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of all random draws. Default: 0." };
    private readonly Option<string> _overlap = new("--overlap")
    {
        HelpName = "SHARE",
        Description = "Share of the labelled rows that every annotator is asked for, such as 0.1, so that their agreement can be measured. "
            + "Default: nobody is asked twice.",
    };
    private readonly Option<string> _explore = new("--explore")
    {
        HelpName = "EPSILON",
        Description = "Probability, such as 0.3, with which a row is drawn by lot from a shortlist, so that 'rlquery evaluate --logged' can estimate other "
            + "policies. Default: never.",
    };

    /// <summary><c>--session</c>.</summary>
    public Option<string> Session { get; } = new("--session")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder of the session: a new one, or with --resume one that was begun.",
    };

    /// <summary>Who chooses.</summary>
    public ChooserOptions Chooser { get; } = new();

    /// <summary><c>--annotator</c>.</summary>
    public Option<string> Annotator { get; } = new("--annotator")
    {
        HelpName = "NAME",
        Description = "Name of the annotator. Default: none; once one is named, all have to be.",
    };

    /// <summary><c>--resume</c>.</summary>
    public Option<bool> Resume { get; } = new("--resume") { Description = "Continue with the question at which the session was left, stopped or killed." };

    /// <summary><c>--review</c>.</summary>
    public Option<bool> Review { get; } = new("--review")
    {
        Description = "With --resume: ask first for rows on which annotators disagree, showing each answer; the new answer is final.",
    };

    /// <summary><c>--skipped</c>.</summary>
    public Option<bool> Skipped { get; } = new("--skipped") { Description = "With --resume: first the rows that were skipped, once more." };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All =>
    [
        Session, _data, _target, _task, _header, _schema, .. _encoders.All, .. _graph.All, Chooser.Policy, Chooser.AllowOutOfRange, Chooser.Strategy,
        Chooser.Learner, _classes, _clusters, _holdout, _explore, _seed, Annotator, _overlap, Resume, Review, Skipped,
    ];

    /// <summary>What is asked of a session.</summary>
    public LabelRequest Read(ParseResult parsed, Terminal terminal) => new(
        parsed.GetRequiredValue(Session), parsed.GetValue(_data), parsed.GetValue(_target),
        parsed.GetValue(Chooser.Policy), parsed.GetValue(Chooser.Strategy), parsed.GetValue(Chooser.Learner),
        parsed.GetValue(_classes) ?? [], parsed.GetValue(_holdout), parsed.GetValue(_seed), parsed.GetValue(Annotator), parsed.GetValue(_overlap))
    {
        Header = parsed.GetValue(_header),
        Explore = parsed.GetValue(_explore),
        AllowOutOfRange = parsed.GetValue(Chooser.AllowOutOfRange),
        Schema = parsed.GetValue(_schema),
        Task = parsed.GetValue(_task),
        Clusters = parsed.GetValue(_clusters),
        Graph = parsed.GetValue(_graph.Graph),
        GraphColumn = parsed.GetValue(_graph.Column),
        Encoders = parsed.GetValue(_encoders.Encoder) ?? [],
        Encoding = _encoders.Options(parsed, terminal),
        Parts = PartsOption.Read(parsed),
    };

    /// <summary>Begins or resumes the session, and says what a person should know of it.</summary>
    public OpenSession Open(ParseResult parsed, LabelRequest request, Terminal terminal)
    {
        bool resumes = parsed.GetValue(Resume);
        OpenSession session = resumes ? GoOn(request, parsed.GetValue(Review)) : Begin(request);
        terminal.Notes(resumes ? [] : session.Notes);
        if (session is OpenRows rows)
        {
            string?[] warnings = [resumes ? null : TaskChoice.Warning(rows.Table.Data), rows.Note];
            Array.ForEach(warnings.OfType<string>().ToArray(), terminal.Error.WriteLine);
        }
        return session;
    }

    private static OpenSession Begin(LabelRequest request) => PairRequest.IsAbout(request.Task, request.Parts) ? PairRequest.Begin(request)
        : request.Clusters is { } clusters
            ? throw new InvalidInputException($"clusters: {clusters} is not allowed; only --task clustering divides rows into clusters")
        : request.Begin();

    private static OpenSession GoOn(LabelRequest request, bool review)
    {
        OpenPairs? pairs = PairRequest.TryResume(request);
        if (pairs is not null && review)
        {
            pairs.Dispose();
            throw new InvalidInputException("review: each pair is asked of one person, and there is nothing to settle; leave it out");
        }
        return (OpenSession?)pairs ?? request.Resume();
    }

    /// <summary>Adds a fault for each option that has no effect beside a mode: it is a misunderstanding.</summary>
    /// <param name="mode">What the command line asks for; null for a new session.</param>
    public void FindIdle(ParseResult parsed, string? mode, Faults faults)
    {
        if (parsed.GetValue(Review) && mode != Resume.Name)
        {
            faults.Add("review: needs a session that was begun; use --resume");
        }
        if (parsed.GetValue(Skipped) && mode != Resume.Name)
        {
            faults.Add("skipped: needs a session that was begun; use --resume");
        }
        if (parsed.GetValue(Chooser.AllowOutOfRange) && mode is not null)
        {
            faults.Add($"allow-out-of-range: not together with {mode}; who chooses was settled when the session began");
        }
    }
}
