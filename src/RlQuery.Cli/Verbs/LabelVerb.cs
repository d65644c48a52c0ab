using System.CommandLine;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Sessions;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery label</c>: asks a person for the labels of a table, the most informative rows first.</summary>
internal sealed class LabelVerb : Verb
{
    private readonly LabelOptions _options = new();

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
            "rlquery label --data mine.csv --task clustering --clusters 3 --session sessions/groups",
            "rlquery label --session sessions/mine --resume")
    {
        foreach (Option option in (Option[])[.. _options.All, _agreement, _export, _count, _force, _import])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        LabelRequest request = _options.Read(parsed, terminal);
        (string Name, bool Given)[] modes =
        [
            ("--resume", parsed.GetValue(_options.Resume)), ("--export", parsed.GetValue(_export) is not null),
            ("--import", parsed.GetValue(_import) is not null), ("--agreement", parsed.GetValue(_agreement)),
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
            Ask(parsed, request, terminal);
        }
        return ExitCode.Success;
    }

    private void Ask(ParseResult parsed, LabelRequest request, Terminal terminal)
    {
        using OpenSession session = _options.Open(parsed, request, terminal);
        bool skipped = parsed.GetValue(_options.Skipped);
        if (session is OpenPairs pairs)
        {
            PairLabelling.Run(pairs, terminal, request.Session, skipped);
        }
        else
        {
            TerminalLabelling.Run((OpenRows)session, terminal, request.Session, parsed.GetValue(_options.Review), skipped);
        }
    }

    // An option without effect is refused as a misunderstanding.
    private void FindIdle(ParseResult parsed, string? mode)
    {
        var faults = new Faults();
        _options.FindIdle(parsed, mode, faults);
        if (parsed.GetValue(_count) is { } count && mode != "--export")
        {
            faults.Add($"count: {count} is not allowed; only of tasks of Label Studio, --export FILE.json, there is a number");
        }
        if (parsed.GetValue(_options.Annotator) is { } name && mode is "--export" or "--agreement")
        {
            faults.Add($"annotator: {name} is not allowed; {mode} is about everybody");
        }
        faults.ThrowIfAny();
    }
}
