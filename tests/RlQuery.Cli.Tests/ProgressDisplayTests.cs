using RlQuery.Studies;
using Spectre.Console;

namespace RlQuery.Cli.Tests;

public sealed class ProgressDisplayTests
{
    [Theory]
    [InlineData(40, true)]
    [InlineData(40, false)]
    [InlineData(59, false)]
    [InlineData(60, false)]
    [InlineData(80, true)]
    [InlineData(80, false)]
    [InlineData(200, false)]
    public void The_bar_stays_on_one_line_of_any_width(int width, bool countsEpisodes)
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Ansi = true;
        ProgressDisplay.Bar(console, new StudyStage("evaluate", 300) { Unit = countsEpisodes ? "episodes" : null }, report =>
        {
            report.Report(new StageProgress(120, "a long name of a data set, ein Wort, 日本語の長い名前, [brackets] and more of it"));
            return 0;
        });
        // The last thing that is drawn: frames stand behind each other, each begins with a carriage return.
        string last = text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Split("evaluate")[^1];
        string[] lines = [.. System.Text.RegularExpressions.Regex.Replace(last, "\e\\[[0-9;?]*[A-Za-z]", "").Split('\n').Select(line => line.Trim('\r', ' '))];
        Assert.Single(lines, line => line.Length > 0);
        Assert.Contains("40%", lines[0], StringComparison.Ordinal);
    }
}
