using System.CommandLine;
using RlQuery.Core;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary>Runs the command, from its arguments to its exit code; it never throws.</summary>
internal static class CommandLine
{
    /// <summary>More faults are counted: a damaged file may have one in each line.</summary>
    private const int MostFaults = 100;

    public static int Run(string[] args, Terminal terminal)
    {
        Option<bool> verbose = new("--verbose") { Description = "Show stack traces of failures.", Recursive = true };
        RootCommand root = CreateRoot(terminal, verbose);
        var parser = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        ParseResult parsed = root.Parse(args, parser);
        try
        {
            ParseFaults.ThrowIfAny(parsed);
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (InvalidInputException invalid)
        {
            terminal.Notes(invalid.Notes.Select(OneLine));
            foreach (string fault in invalid.Faults.Take(MostFaults))
            {
                terminal.Error.WriteLine(OneLine(fault));
            }
            if (invalid.Faults.Count > MostFaults)
            {
                terminal.Error.WriteLine($"... and {invalid.Faults.Count - MostFaults} more");
            }
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException stop) when (terminal.Cancellation.IsCancellationRequested)
        {
            if (stop is StudyStoppedException kept)
            {
                terminal.Error.WriteLine($"{kept.Message}; the same command with --resume goes on");
            }
            terminal.Error.WriteLine("rlquery: interrupted");
            return ExitCode.Interrupted;
        }
        catch (OutOfMemoryException)
        {
            terminal.Error.WriteLine("rlquery: memory is not enough for data of this size; use fewer rows or columns, or a machine with more memory");
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The shell gets a line and an exit code, whatever went wrong.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine($"rlquery: {MessageText.Shorten(OneLine(failure.Message))}");
            if (parsed.GetValue(verbose))
            {
                terminal.Error.WriteLine(failure);
            }
            return ExitCode.Failure;
        }
    }

    private static RootCommand CreateRoot(Terminal terminal, Option<bool> verbose)
    {
        var root = new RootCommand("Learns which examples to label next, and measures it against the classic strategies.")
        {
            new QuickstartVerb(terminal),
            new TrainVerb(terminal),
            new TuneVerb(terminal),
            new EvaluateVerb(terminal),
            new MergeVerb(terminal),
            new CrossValidateVerb(terminal),
            new WorkerVerb(terminal),
            new ClusterVerb(terminal),
            new SchemaVerb(terminal),
            new EmbedVerb(terminal),
            new RegionsVerb(terminal),
            new AdviseVerb(terminal),
            new QueryVerb(terminal),
            new TasksVerb(terminal),
            new StreamVerb(terminal),
            new AugmentVerb(terminal),
            new LabelVerb(terminal),
            new StudioVerb(terminal),
            new AnnotateVerb(terminal),
            new SessionVerb(terminal),
            new ExportVerb(terminal),
            new DistilVerb(terminal),
            new CompressVerb(terminal),
            new ReproduceVerb(terminal),
            new PlotVerb(terminal),
            new ListVerb(terminal),
            verbose,
            PartsOption.Create(),
        };
        root.SetAction(_ => root.Parse("--help").Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error }));
        HelpWithExamples.AddTo(root);
        return root;
    }

    // A fault may quote a damaged file: control characters are not printed.
    private static string OneLine(string text) => string.Concat(
        string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
