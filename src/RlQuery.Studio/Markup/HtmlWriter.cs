using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RlQuery.Studio.Markup;

/// <summary>Escapes what is put into an interpolated text.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlWriter
{
    // Escapes < > & " and ' wherever they stand; letters of all languages stay as they are.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    public HtmlWriter(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public HtmlWriter(int literalLength, int formattedCount, bool isSo, out bool isWanted)
        : this(literalLength, formattedCount) => isWanted = isSo;

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(Html markup) => _text.Append(markup.Text);

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double number, string format) => _text.Append(number.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
