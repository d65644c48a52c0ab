using RlQuery.Cli.Verbs;
namespace RlQuery.Cli.Tests;

/// <summary>One run of the command in this process, with Ctrl+C as soon as it tells how far it is.</summary>
internal static class InterruptedRun
{
    /// <param name="at">Beginning of the line of progress.</param>
    /// <param name="args">The command line.</param>
    public static CommandRun Of(string at, string[] args)
    {
        using var source = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new Watcher(at, source);
        int code = CommandLine.Run(args, new Terminal(output, error, OutputIsTerminal: false, ErrorIsTerminal: false, source.Token));
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private sealed class Watcher(string at, CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(at, StringComparison.Ordinal) == true)
            {
                source.Cancel();
            }
        }
    }
}
