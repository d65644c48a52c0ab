using Spectre.Console;
using Spectre.Console.Rendering;

namespace RlQuery.Cli.Labelling;

/// <summary>Shows the cells of a table.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="source">The table's file, beside which its pictures are found.</param>
internal sealed class CellView(Terminal terminal, string source)
{
    private const int MostLetters = 4000;

    /// <summary>A cell; a picture that is there can be opened from the terminal.</summary>
    public IRenderable Of(string? cell)
    {
        string shown = cell is null ? "(missing)" : Plain(cell);
        return terminal.OutputIsTerminal && cell is not null && PictureFile.Locate(source, cell) is { } address
            ? new Markup($"[link={address}]{Markup.Escape(shown)}[/]") : new Text(shown);
    }

    /// <summary>A text; in a pipe it stays on its line.</summary>
    public string Plain(string text)
    {
        string shown = text.Length > MostLetters ? $"{PlainText.Start(text, MostLetters)}... ({text.Length} letters)" : text;
        return terminal.OutputIsTerminal ? PlainText.Lines(shown) : PlainText.OneLine(shown);
    }
}
