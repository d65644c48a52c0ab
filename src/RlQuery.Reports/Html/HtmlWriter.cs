using System.Text;

namespace RlQuery.Reports.Html;

/// <summary>Builds HTML in which every text is escaped and every element that was begun is ended.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new("<!DOCTYPE html>\n");
    private readonly Stack<string> _open = new();

    /// <summary>Number of sections that are open: headings follow it.</summary>
    public int Depth { get; set; }

    public HtmlWriter Begin(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(tag, attributes);
        _open.Push(tag);
        return this;
    }

    public HtmlWriter End(int elements = 1)
    {
        for (; elements > 0; elements--)
        {
            _html.Append("</").Append(_open.Pop()).Append('>');
        }
        return this;
    }

    /// <summary>An element that holds text alone.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes) => Begin(tag, attributes).Text(text).End();

    /// <summary>An element that has no content, such as an image.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(tag, attributes);
        return this;
    }

    public HtmlWriter Text(string text)
    {
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '\n' or '\t' => _html.Append(letter),
                _ => _html.Append(char.IsControl(letter) ? '\uFFFD' : letter),
            };
        }
        return this;
    }

    /// <summary>Our own style or script, as it is.</summary>
    public HtmlWriter Asset(string content)
    {
        _html.Append(content);
        return this;
    }

    public HtmlWriter NewLine()
    {
        _html.Append('\n');
        return this;
    }

    /// <summary>The page.</summary>
    /// <exception cref="InvalidOperationException">An element is not ended.</exception>
    public byte[] ToBytes() => _open.Count == 0
        ? Encoding.UTF8.GetBytes(_html.ToString())
        : throw new InvalidOperationException($"<{_open.Peek()}> is not ended");

    private void Tag(string tag, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _html.Append('<').Append(tag);
        foreach ((string name, string value) in attributes)
        {
            _html.Append(' ').Append(name).Append("=\"");
            Text(value);
            _html.Append('"');
        }
        _html.Append('>');
    }
}
