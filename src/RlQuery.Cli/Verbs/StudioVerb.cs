using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Studies;
using RlQuery.Studies.Watching;
using RlQuery.Studio;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery studio</c>: asks for the labels of a table on a page in the browser, of one annotator or of several at once.</summary>
internal sealed class StudioVerb : Verb
{
    private const int MostPort = 65535;
    private const int MostAnnotators = 200;
    private const string OneByOne = "annotators: rows drawn by lot (--explore) are asked for one after the other; name one annotator";

    private static readonly string[] UsualRuns = ["policies", "results"];

    private readonly LabelOptions _options = new();
    private readonly Option<string> _port = new("--port") { HelpName = "N", Description = "Port on this machine. Default: 0, any that is free." };
    private readonly AccessOptions _access = new();
    private readonly Option<string> _annotators = new("--annotators")
    {
        HelpName = "FILE",
        Description = "Names of those who label at once, a line each; each gets a link of their own. Default: one person labels.",
    };

    private readonly Option<string[]> _runs = new("--runs")
    {
        HelpName = "DIR",
        Description = "Folder whose trainings and evaluations the page shows while they go on; repeat it for several. Default: policies and results, "
            + "where they are here; none with --listen.",
    };

    public StudioVerb(Terminal terminal)
        : base(
            "studio", "Ask for the labels of a table on a page in the browser, of one annotator or several; no answer is ever lost.",
            "rlquery studio --data mine.csv --target label --class spam --class ham --session sessions/mine",
            "rlquery studio --data mine.csv --task clustering --clusters 3 --session sessions/groups",
            "rlquery studio --session sessions/mine --resume --annotators names.txt --port 8080")
    {
        foreach (Option option in (Option[])[.. _options.All, _port, .. _access.All, _annotators, _runs])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        bool resumes = parsed.GetValue(_options.Resume);
        _options.FindIdle(parsed, resumes ? _options.Resume.Name : null, faults);
        int port = faults.Integer("port", parsed.GetValue(_port), 0, MostPort, 0);
        string[] names = parsed.GetValue(_annotators) is { } file ? faults.Collect(() => ReadNames(file)) ?? [] : [];
        if (names.Length > 0 && parsed.GetValue(_options.Annotator) is { } name)
        {
            faults.Add($"annotator: {name} is not allowed beside --annotators, which names everybody; leave it out");
        }
        (IPAddress listen, X509Certificate2? certificate) = _access.Read(parsed, faults);
        string[] runs = FindRuns(parsed.GetValue(_runs) ?? [], listen, faults);
        LabelRequest request = _options.Read(parsed, terminal);
        if (names.Length > 1 && request.Explore is not null)
        {
            faults.Add(OneByOne);
        }
        faults.ThrowIfAny();
        StudioServer.CheckPort(listen, port);
        // That somebody is named is all that matters to the session now.
        request = names.Length > 0 ? request with { Annotator = names[0] } : request;
        using OpenSession session = _options.Open(parsed, request, terminal);
        if (names.Length > 1 && session.File.Settings.Exploration > 0)
        {
            throw new InvalidInputException(OneByOne);
        }
        var options = new StudioOptions
        {
            Listen = listen,
            Certificate = certificate,
            Port = port,
            Annotators = names,
            Review = parsed.GetValue(_options.Review),
            Skipped = parsed.GetValue(_options.Skipped),
            Parts = request.Parts,
            Runs = runs.Length > 0 ? new RunBoard(runs, request.Parts) : null,
        };
        RunAsync(session, request.Session, options, terminal).GetAwaiter().GetResult();
        return ExitCode.Success;
    }

    // Others than those on this machine see only what was named.
    private static string[] FindRuns(string[] named, IPAddress listen, Faults faults)
    {
        foreach (string folder in named.Where(folder => !Directory.Exists(folder)))
        {
            faults.Add($"runs: {folder}: no such folder; name one with trainings or evaluations");
        }
        return named.Length > 0 || !IPAddress.IsLoopback(listen) ? named : [.. UsualRuns.Where(Directory.Exists)];
    }

    private static async Task RunAsync(OpenSession session, string folder, StudioOptions options, Terminal terminal)
    {
        await using (StudioServer server = await StudioServer.StartAsync(session, folder, options, link => Show([link], terminal)))
        {
            Show(server.Links, terminal);
            terminal.Output.WriteLine("every answer is stored at once; Ctrl+C ends it");
            terminal.Output.Flush();
            // Several people sit elsewhere, each with a link of their own.
            if (server.Links is [{ } link])
            {
                terminal.OpenBrowser?.Invoke(link.Address);
            }
            try
            {
                await Task.Delay(Timeout.Infinite, terminal.Cancellation);
            }
            catch (OperationCanceledException)
            {
                // The way in which it ends.
            }
        }
        string export = Path.Combine(folder, session.Exports[0]);
        string written = session is OpenPairs pairs ? PairLabelling.Write(pairs, export) : TerminalLabelling.Write((OpenRows)session, export);
        terminal.Output.WriteLine("the session is kept: go on with --resume");
        terminal.Output.WriteLine(written);
    }

    private static void Show(IEnumerable<StudioLink> links, Terminal terminal)
    {
        foreach (StudioLink link in links)
        {
            terminal.Output.WriteLine(link.Annotator is null ? $"{link.Address}" : $"{PlainText.OneLine(link.Annotator)}: {link.Address}");
        }
        terminal.Output.Flush();
    }

    private static string[] ReadNames(string file)
    {
        if (!File.Exists(file))
        {
            throw new InvalidInputException($"annotators: {file}: no such file; name a file with a name on each line");
        }
        string[] names = [.. File.ReadLines(file).Take(MostAnnotators + 1).Select(line => line.Trim()).Where(line => line.Length > 0)];
        string? fault = names.Select(AnnotatorName.FaultOf).OfType<string>().FirstOrDefault();
        string? twice = names.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key;
        return names.Length is > 0 and <= MostAnnotators && fault is null && twice is null ? names
            : throw new InvalidInputException(fault is not null ? $"{file}: {fault}"
                : twice is not null ? $"annotators: {file} names {twice} twice; name everybody once"
                : string.Create(CultureInfo.InvariantCulture, $"annotators: {file} has {names.Length} names; give 1..{MostAnnotators}, a line each"));
    }
}
