using System.Text.RegularExpressions;
using RlQuery.Cli.Verbs;

namespace RlQuery.Cli.Tests;

/// <summary>One run of the command in this process, with what it wrote.</summary>
internal sealed partial record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>What was told of the targets of files, which <see cref="Error"/> leaves out.</summary>
    public string[] Summaries { get; private init; } = [];

    public string[] OutputLines => Lines(Output);

    public string[] ErrorLines => Lines(Error);

    public static CommandRun Of(params string[] args) => Of(CancellationToken.None, args);

    public static CommandRun Of(CancellationToken cancellation, params string[] args) => WithInput(args, TextReader.Null, null, cancellation);

    /// <summary>With lines to read, or keys to press.</summary>
    public static CommandRun WithInput(
        string[] args, TextReader input, Func<CancellationToken, ConsoleKeyInfo>? readKey = null, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(
            args, new Terminal(output, error, OutputIsTerminal: false, ErrorIsTerminal: false, cancellation) { Input = input, ReadKey = readKey });
        string[] told = Lines(error.ToString());
        return new CommandRun(code, output.ToString(), string.Concat(told.Where(line => !IsSummary(line)).Select(line => line + '\n')))
        {
            Summaries = Array.FindAll(told, IsSummary),
        };
    }

    /// <summary>The run was refused with exactly these lines, and printed no result.</summary>
    public void IsRefusedWith(params string[] lines)
    {
        Assert.Equal(lines, ErrorLines);
        Assert.Equal(2, ExitCode);
        Assert.Empty(Output);
    }

    [GeneratedRegex(@"^note: .+: (\d+ class(es)?: .*|no classes.*|no numbers.*|\d+ numbers from .*)$")]
    private static partial Regex Summary();

    private static bool IsSummary(string line) => Summary().IsMatch(line);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
