using System.CommandLine;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery label</c>: asks a person for the labels of a table, the most informative rows first.</summary>
internal sealed class LabelVerb : Verb
{
    private readonly Option<string> _session = new("--session")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder of the session: a new one, or with --resume one that was begun.",
    };

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
    private readonly ChooserOptions _chooser = new();
    private readonly Option<string[]> _classes = new("--class")
    {
        HelpName = "NAME",
        Description = "A class that labels may name; may be given several times. Default: those of the table's labels. More can be added while labelling.",
    };

    private readonly Option<string> _holdout = new("--holdout")
    {
        HelpName = "N",
        Description = "Rows drawn at random, asked for in between and kept from the learner, to measure accuracy, of numbers the error. Default: 0, "
            + "cross-validation.",
    };

    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of all random draws. Default: 0." };
    private readonly Option<string> _annotator = new("--annotator")
    {
        HelpName = "NAME",
        Description = "Name of the annotator. Default: none; once one is named, all have to be.",
    };

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

    private readonly Option<bool> _resume = new("--resume") { Description = "Continue with the question at which the session was left, stopped or killed." };
    private readonly Option<bool> _review = new("--review")
    {
        Description = "With --resume: ask first for rows on which annotators disagree, showing each answer; the new answer is final.",
    };

    private readonly Option<bool> _skipped = new("--skipped") { Description = "With --resume: first the rows that were skipped, once more." };

    // What is 'rlquery session' now.
    private readonly Option<string> _export = RenamedOption.Old<string>("--export", "FILE");
    private readonly Option<bool> _force = RenamedOption.Old<bool>("--force");
    private readonly Option<string> _count = RenamedOption.Old<string>("--count", "N");
    private readonly Option<string> _import = RenamedOption.Old<string>("--import", "FILE");
    private readonly Option<bool> _agreement = RenamedOption.Old<bool>("--agreement");

    public LabelVerb(Terminal terminal)
        : base(
            "label", "Ask for the labels of a table row by row, the most telling first; no answer is ever lost.",
            "rlquery label --data mine.csv --target label --class spam --class ham --session sessions/mine",
            "rlquery label --data houses.csv --target price --task regression --session sessions/houses",
            "rlquery label --session sessions/mine --resume")
    {
        foreach (Option option in (Option[])
        [
            _session, _data, _target, _task, _header, _schema, .. _encoders.All, .. _graph.All, _chooser.Policy, _chooser.AllowOutOfRange, _chooser.Strategy,
            _chooser.Learner, _classes, _holdout, _explore, _seed, _annotator, _overlap, _resume, _review, _skipped, _agreement, _export, _count, _force,
            _import,
        ])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        string folder = parsed.GetRequiredValue(_session);
        var request = new LabelRequest(
            folder, parsed.GetValue(_data), parsed.GetValue(_target),
            parsed.GetValue(_chooser.Policy), parsed.GetValue(_chooser.Strategy), parsed.GetValue(_chooser.Learner),
            parsed.GetValue(_classes) ?? [], parsed.GetValue(_holdout), parsed.GetValue(_seed), parsed.GetValue(_annotator), parsed.GetValue(_overlap))
        {
            Header = parsed.GetValue(_header),
            Explore = parsed.GetValue(_explore),
            AllowOutOfRange = parsed.GetValue(_chooser.AllowOutOfRange),
            Schema = parsed.GetValue(_schema),
            Task = parsed.GetValue(_task),
            Graph = parsed.GetValue(_graph.Graph),
            GraphColumn = parsed.GetValue(_graph.Column),
            Encoders = parsed.GetValue(_encoders.Encoder) ?? [],
            Encoding = _encoders.Options(parsed, terminal),
            Parts = PartsOption.Read(parsed),
        };
        (string Name, bool Given)[] modes =
        [
            ("--resume", parsed.GetValue(_resume)), ("--export", parsed.GetValue(_export) is not null), ("--import", parsed.GetValue(_import) is not null),
            ("--agreement", parsed.GetValue(_agreement)),
        ];
        if (modes.Count(mode => mode.Given) > 1)
        {
            throw new InvalidInputException($"{string.Join(" and ", modes.Where(mode => mode.Given).Select(mode => mode.Name))} do not go together; give one");
        }
        FindIdle(parsed, modes.FirstOrDefault(mode => mode.Given).Name);
        if (parsed.GetValue(_force) && parsed.GetValue(_export) is null)
        {
            throw new InvalidInputException("force: goes with --export FILE alone");
        }
        if (parsed.GetValue(_export) is { } export)
        {
            RenamedOption.Warn(terminal, "label --export is now 'rlquery session export SESSION --out FILE'");
            SessionExchange.Export(request, export, parsed.GetValue(_count), parsed.GetValue(_force), terminal);
        }
        else if (parsed.GetValue(_import) is { } import)
        {
            RenamedOption.Warn(terminal, "label --import is now 'rlquery session import SESSION FILE'");
            return SessionExchange.Import(request, import, null, terminal);
        }
        else if (parsed.GetValue(_agreement))
        {
            RenamedOption.Warn(terminal, "label --agreement is now 'rlquery session agreement SESSION'");
            SessionExchange.ShowAgreement(request, terminal);
        }
        else
        {
            Ask(parsed, request, folder, terminal);
        }
        return ExitCode.Success;
    }

    private void Ask(ParseResult parsed, LabelRequest request, string folder, Terminal terminal)
    {
        bool resumes = parsed.GetValue(_resume);
        using OpenSession session = resumes ? request.Resume() : request.Begin();
        terminal.Notes(resumes ? [] : session.Table.Data.Notes);
        if (!resumes && TaskChoice.Warning(session.Table.Data) is { } warning)
        {
            terminal.Error.WriteLine(warning);
        }
        if (session.Note is { } note)
        {
            terminal.Error.WriteLine(note);
        }
        session.Run(terminal, folder, parsed.GetValue(_review), parsed.GetValue(_skipped));
    }

    // An option without effect is refused as a misunderstanding.
    private void FindIdle(ParseResult parsed, string? mode)
    {
        var faults = new Faults();
        if (parsed.GetValue(_review) && mode != "--resume")
        {
            faults.Add("review: needs a session that was begun; use --resume");
        }
        if (parsed.GetValue(_skipped) && mode != "--resume")
        {
            faults.Add("skipped: needs a session that was begun; use --resume");
        }
        if (parsed.GetValue(_chooser.AllowOutOfRange) && mode is not null)
        {
            faults.Add($"allow-out-of-range: not together with {mode}; who chooses was settled when the session began");
        }
        if (parsed.GetValue(_count) is { } count && mode != "--export")
        {
            faults.Add($"count: {count} is not allowed; only of tasks of Label Studio, --export FILE.json, there is a number");
        }
        if (parsed.GetValue(_annotator) is { } name && mode is "--export" or "--agreement")
        {
            faults.Add($"annotator: {name} is not allowed; {mode} is about everybody");
        }
        faults.ThrowIfAny();
    }
}
