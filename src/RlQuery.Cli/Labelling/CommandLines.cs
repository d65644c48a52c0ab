using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>
/// Commands written as lines: the name of a class or its key, or a number; <c>s</c>, <c>u</c>, <c>q</c>, <c>c ROW LABEL</c>, <c>n NAME</c>, <c># NOTE</c>,
/// <c>mask FILE</c>, <c>?</c>.
/// </summary>
/// <remarks>
/// A class has priority over a command of the same name; a colon marks the command: <c>:s</c>. Where texts are answered, every other line is a text, and an
/// empty one takes what is proposed.
/// </remarks>
internal static class CommandLines
{
    private const string MaskWord = "mask";

    /// <exception cref="InvalidInputException">The line is no command.</exception>
    public static LabelCommand Parse(string line, ClassKeys keys)
    {
        line = line.Trim();
        if (keys.Classes.Contains(line))
        {
            return new LabelCommand.Answer(line);
        }
        if (keys.Kind == TargetKind.Text && IsText(line, keys, out string text))
        {
            return new LabelCommand.Answer(text);
        }
        string command = line.StartsWith(':') ? line[1..] : line;
        string[] words = command.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (words.ElementAtOrDefault(0), words.Length) switch
        {
            ("s", 1) => new LabelCommand.Skip(),
            ("u", 1) => new LabelCommand.Undo(),
            ("q", 1) => new TerminalCommand.Quit(),
            ("?", 1) when keys.HasClasses => new TerminalCommand.ShowClasses(),
            ("c", _) => Correction(words.ElementAtOrDefault(1) ?? "", keys),
            ("n", _) when keys.CanGrow || !keys.HasClasses => new LabelCommand.AddClass(words.ElementAtOrDefault(1) ?? ""),
            ("#", _) => new LabelCommand.Note(words.ElementAtOrDefault(1) ?? ""),
            (MaskWord, 2) when keys.ByMask is { } byMask => byMask(words[1]),
            (null, _) => throw new InvalidInputException($"answer: an empty line is not allowed; {Wanted(keys)}, or s to skip"),
            _ => new LabelCommand.Answer(ClassOf(line, keys)),
        };
    }

    /// <summary>What is typed in place of a key: the name of a class, or a mask.</summary>
    public static LabelCommand ByName(string text, ClassKeys keys) =>
        keys.ByMask is not null && text.Trim().StartsWith(MaskWord + " ", StringComparison.Ordinal) ? Parse(text, keys) : new LabelCommand.Answer(text.Trim());

    private static string Wanted(ClassKeys keys) => keys.Kind switch
    {
        TargetKind.Number => "give a number",
        TargetKind.Text => "give a text",
        _ => "name a class",
    };

    // A text may begin as a command does: of several words, only those after a colon are one.
    private static bool IsText(string line, ClassKeys keys, out string text)
    {
        text = line.Length > 0 || keys.Proposal is null ? line : keys.Proposal;
        return text.Length > 0 && !line.StartsWith(':') && line is not ("s" or "u" or "q");
    }

    private static LabelCommand.Correct Correction(string text, ClassKeys keys)
    {
        string[] words = text.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 && keys.ItemOf(words[0]) is int item
            ? new LabelCommand.Correct(item, ClassOf(words[1], keys))
            : throw new InvalidInputException($"correct: '{text}' is not allowed; use {keys.Correction}");
    }

    private static string ClassOf(string text, ClassKeys keys) =>
        keys.Classes.Contains(text) || text.Length != 1 ? text : keys.ClassOf(text[0]) ?? text;
}
