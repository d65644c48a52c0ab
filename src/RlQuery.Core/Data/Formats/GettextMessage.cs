namespace RlQuery.Core.Data.Formats;

/// <summary>One message of a gettext file.</summary>
/// <param name="Line">Line of its <c>msgid</c>; in a compiled file its number, from 1.</param>
/// <param name="Context">What tells it from others of the same words; empty for none.</param>
/// <param name="Source">The words, and of a message with a plural its plural after them.</param>
/// <param name="Forms">The translation, and of a message with a plural that of each form; empty where there is none.</param>
internal sealed record GettextMessage(int Line, string Context, IReadOnlyList<string> Source, IReadOnlyList<string> Forms)
{
    /// <summary>Whether it says how the file is written, such as its letters, and is no sentence.</summary>
    public bool IsHeader => Context.Length == 0 && Source[0].Length == 0;
}
