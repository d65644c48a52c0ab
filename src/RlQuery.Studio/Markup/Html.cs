using System.Runtime.CompilerServices;

namespace RlQuery.Studio.Markup;

/// <summary>Markup. What is put into it is escaped, unless it is markup itself.</summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    public static readonly Html Empty = new("");

    /// <summary>Markup of an interpolated text: its own letters are markup, what is put in is escaped.</summary>
    public static Html Of(HtmlWriter writer) => new(writer.ToString());

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    /// <summary>The markup where something is so; else nothing.</summary>
    public static Html If(bool isSo, [InterpolatedStringHandlerArgument(nameof(isSo))] HtmlWriter writer) => isSo ? new(writer.ToString()) : Empty;

    public override string ToString() => Text;
}
