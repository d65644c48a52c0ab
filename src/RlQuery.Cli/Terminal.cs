using RlQuery.Core;
using RlQuery.Studies.Reporting;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>Where a command writes: results to the output, progress and faults to the error stream.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Faults and progress.</param>
/// <param name="OutputIsTerminal">Whether a person reads the output: colours, and lines as wide as the window.</param>
/// <param name="ErrorIsTerminal">Whether a person watches the progress.</param>
/// <param name="Cancellation">Ctrl+C.</param>
internal sealed record Terminal(
    TextWriter Output, TextWriter Error, bool OutputIsTerminal, bool ErrorIsTerminal, CancellationToken Cancellation)
{
    /// <summary>Wide enough for every table: what is piped is never wrapped.</summary>
    private const int PipedWidth = 1000;

    private const int KeyPollMilliseconds = 20;

    /// <summary>What is typed, or comes through a pipe.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Waits for a key, which is not shown; null where no person types.</summary>
    public Func<CancellationToken, ConsoleKeyInfo>? ReadKey { get; init; }

    /// <summary>Opens an address in the browser of whoever sits there; null where there is none.</summary>
    public Action<Uri>? OpenBrowser { get; init; }

    public static Terminal OfProcess(CancellationToken cancellation)
    {
        bool plain = Environment.GetEnvironmentVariable("TERM") is "dumb" or null && !OperatingSystem.IsWindows();
        return new Terminal(
            Console.Out, Console.Error, !Console.IsOutputRedirected && !plain, !Console.IsErrorRedirected && !plain, cancellation)
        {
            // Not Console.In, which takes the mark of an encoding for a letter.
            Input = Console.IsInputRedirected
                ? new StreamReader(Console.OpenStandardInput(), Console.InputEncoding, detectEncodingFromByteOrderMarks: true) : Console.In,
            ReadKey = Console.IsInputRedirected || Console.IsOutputRedirected ? null : WaitForKey,
            OpenBrowser = !Console.IsOutputRedirected && !plain && Browser.IsThere ? Browser.Open : null,
        };
    }

    /// <summary>Writes a table: with a rule for a person, and in a pipe nothing but its lines, of any width.</summary>
    public void Write(Table table)
    {
        if (OutputIsTerminal)
        {
            IAnsiConsole console = Create(Output, isTerminal: true);
            // A narrow window breaks the lines of a table of numbers, but nothing is cut.
            console.Profile.Width = table.Columns.All(column => column.NoWrap) ? PipedWidth : console.Profile.Width;
            console.Write(table.Border(TableBorder.Simple));
            return;
        }
        foreach (TableColumn column in table.Columns)
        {
            column.Padding = new Padding(0, 0, 2, 0);
        }
        using var text = new StringWriter();
        Create(text, isTerminal: false).Write(table.Border(TableBorder.None));
        foreach (string line in text.ToString().Split('\n'))
        {
            if (line.Trim().Length > 0)
            {
                Output.WriteLine(line.TrimEnd());
            }
        }
    }

    /// <summary>Writes a table of words and numbers.</summary>
    public void Write(TextTable table)
    {
        Table shown = Tables.Create([.. table.Columns]).Numbers(table.Numbers);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            shown.Row(row);
        }
        Write(shown);
    }

    /// <summary>Writes what a person should know of how data were read.</summary>
    public void Notes(IEnumerable<string> notes)
    {
        foreach (string note in notes)
        {
            Error.WriteLine($"note: {MessageText.Shorten(note)}");
        }
    }

    /// <summary>Letters of a line; in a pipe lines are of any width.</summary>
    public int Width => OutputIsTerminal ? Create(Output, isTerminal: true).Profile.Width : int.MaxValue;

    /// <summary>For progress.</summary>
    public IAnsiConsole ErrorConsole => Create(Error, ErrorIsTerminal);

    // Reading a key would not wake at Ctrl+C.
    private static ConsoleKeyInfo WaitForKey(CancellationToken cancellation)
    {
        while (!Console.KeyAvailable)
        {
            cancellation.WaitHandle.WaitOne(KeyPollMilliseconds);
            cancellation.ThrowIfCancellationRequested();
        }
        return Console.ReadKey(intercept: true);
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = PipedWidth;
        }
        return console;
    }
}
