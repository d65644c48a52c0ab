using System.CommandLine;
using System.CommandLine.Parsing;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling.Logged;
using RlQuery.Sessions;
using RlQuery.Studies;
using RlQuery.Studies.Logged;

namespace RlQuery.Cli.Labelling;

/// <summary><c>rlquery evaluate --logged</c>: opens sessions and estimates policies from them.</summary>
internal static class LoggedEvaluation
{
    /// <summary>Refuses what has no meaning for a session.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="allowed">The options that have one.</param>
    public static void RefuseOthers(ParseResult parsed, IReadOnlyList<Option> allowed)
    {
        var faults = new Faults();
        SymbolResult[] given = [.. parsed.CommandResult.Children.Where(child => child.Tokens.Count > 0 || child is OptionResult { Implicit: false })];
        foreach (ArgumentResult argument in given.OfType<ArgumentResult>())
        {
            faults.Add($"ENV.json: {argument.Tokens[0].Value} is not allowed with --logged; a session has its own table and learner");
        }
        foreach (OptionResult option in given.OfType<OptionResult>().Where(option => parsed.CommandResult.Command.Options.Contains(option.Option)))
        {
            if (!allowed.Contains(option.Option))
            {
                faults.Add($"{option.Option.Name.TrimStart('-')}: not allowed with --logged; use {string.Join(", ", allowed.Select(one => one.Name))}");
            }
        }
        faults.ThrowIfAny();
    }

    /// <summary>Estimates and prints.</summary>
    /// <param name="asked">What is estimated.</param>
    /// <param name="folder">New folder for the results.</param>
    /// <param name="parts">Where strategies, signals and metrics are found.</param>
    /// <param name="encoding">How texts and images are encoded.</param>
    /// <param name="terminal">Where to.</param>
    public static void Run(LoggedRequest asked, string folder, Parts parts, EncodingOptions encoding, Terminal terminal)
    {
        var faults = new Faults();
        faults.Once("logged", asked.Sessions.Select(Path.GetFullPath));
        if (asked.Data.Length > 0 && asked.Data.Length != asked.Sessions.Length)
        {
            faults.Add($"data: {asked.Data.Length} tables and {asked.Sessions.Length} sessions; name the table of each session in their order, or none");
        }
        faults.ThrowIfAny();
        var opened = new List<OpenRows>();
        try
        {
            for (int i = 0; i < asked.Sessions.Length; i++)
            {
                LabelRequest request = LabelRequest.OfBegun(asked.Sessions[i], asked.Data.ElementAtOrDefault(i), parts) with { Encoding = encoding };
                if (faults.Collect(() => request.Resume(answers: false)) is { } session)
                {
                    opened.Add(session);
                }
            }
            faults.ThrowIfAny();
            var options = new LoggedOptions
            {
                Sessions = [.. opened.Zip(asked.Sessions, ToLogged)],
                Out = folder,
                Parts = parts,
                Policies = asked.Policies,
                Strategies = asked.Strategies,
                Metrics = asked.Metrics,
            };
            using LoggedStudy study = LoggedStudy.Open(options);
            Print(study.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);
        }
        finally
        {
            opened.ForEach(session => session.Dispose());
        }
    }

    private static LoggedSession ToLogged(OpenRows session, string folder) => new(
        folder, session.Table, session.Strategy, session.Learner, session.Budget, session.File.Settings.Seed, session.HeldBack, session.File.Settings.Classes,
        session.File.Events);

    private static void Print(LoggedResults results, Terminal terminal)
    {
        terminal.Write(LoggedTables.ForPeople(results.Rows));
        terminal.Output.WriteLine("gain per query at the states of the session, one step, on its held-back rows; 95 % intervals");
        foreach (string warning in results.Warnings)
        {
            terminal.Error.WriteLine(warning);
        }
        terminal.Output.WriteLine($"table and figure: {results.Folder}");
    }
}
