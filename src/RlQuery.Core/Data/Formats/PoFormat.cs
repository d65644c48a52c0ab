using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>PO, the files in which translators of programs write.</summary>
/// <remarks>
/// Source: GNU gettext's manual, chapter 3, "The Format of PO Files". Comments and obsolete messages (<c>#~</c>) are passed over. A fuzzy translation is a
/// guess of a program, so it counts as none.
/// </remarks>
internal sealed class PoFormat : ITableFormat
{
    public string Name => "po";

    public string Description => "gettext's messages and their translations";

    public IReadOnlyList<string> Extensions { get; } = [".po", ".pot"];

    public Table Read(TableFile file, string? target)
    {
        var faults = new FaultList(file.Path);
        var reading = new Reading(faults);
        using var reader = new StringReader(file.ReadText());
        int line = 1;
        for (; reader.ReadLine() is { } content; line++)
        {
            reading.Take(content.Trim(), line);
        }
        reading.End();
        if (reading.Fuzzy > 0)
        {
            faults.Note($"{reading.Fuzzy} fuzzy {(reading.Fuzzy == 1 ? "translation counts" : "translations count")} as none");
        }
        return GettextTable.Of(file, reading.Messages, faults);
    }

    private sealed class Reading(FaultList faults)
    {
        private readonly List<string> _source = [];
        private readonly List<string> _forms = [];
        private string _context = "";
        private List<string>? _open;
        private int _line;
        private bool _isFuzzy;

        public List<GettextMessage> Messages { get; } = [];

        public int Fuzzy { get; private set; }

        public void Take(string content, int line)
        {
            if (content.Length == 0 || content[0] == '#')
            {
                TakeComment(content);
                return;
            }
            int quote = content.IndexOf('"', StringComparison.Ordinal);
            string keyword = (quote < 0 ? content : content[..quote]).Trim();
            if (quote < 0 || PoText.Unquote(content[quote..]) is not { } text)
            {
                faults.Add(line, $"{CellText.Show(content)} is not allowed; use a keyword and text in quotes, such as msgid \"Save\"");
                return;
            }
            if (keyword.Length > 0 && !Begin(keyword, line))
            {
                return;
            }
            if (_open is null)
            {
                faults.Add(line, $"{CellText.Show(content)} belongs to no keyword; use msgid in front of it");
                return;
            }
            _open[^1] += text;
        }

        public void End()
        {
            if (_source.Count > 0 && _forms.Count == 0)
            {
                faults.Add(_line, "a message without msgstr");
            }
            if (_source.Count > 0)
            {
                var message = new GettextMessage(_line, _context, [.. _source], _isFuzzy ? [] : [.. _forms]);
                Fuzzy += _isFuzzy && !message.IsHeader ? 1 : 0;
                Messages.Add(message);
            }
            _source.Clear();
            _forms.Clear();
            _context = "";
            _open = null;
            _isFuzzy = false;
        }

        // A comment ends the message above it.
        private void TakeComment(string content)
        {
            if (_forms.Count > 0)
            {
                End();
            }
            _isFuzzy |= content.StartsWith("#,", StringComparison.Ordinal) && content[2..].Split(',').Any(flag => flag.Trim() == "fuzzy");
        }

        private bool Begin(string keyword, int line)
        {
            if (keyword is "msgctxt" or "msgid" && _forms.Count > 0)
            {
                End();
            }
            bool isForm = keyword == "msgstr" || (keyword.StartsWith("msgstr[", StringComparison.Ordinal) && keyword[^1] == ']');
            switch (keyword)
            {
                case "msgctxt" when _source.Count == 0:
                    _open = [""];
                    break;
                case "msgid" when _source.Count == 0:
                    _context = _open is [string context] ? context : "";
                    _line = line;
                    Open(_source);
                    break;
                case "msgid_plural" when _source.Count == 1 && _forms.Count == 0:
                    Open(_source);
                    break;
                case var _ when isForm && _source.Count > 0 && IsNext(keyword):
                    Open(_forms);
                    break;
                default:
                    faults.Add(line, $"{CellText.Show(keyword)} is not allowed here; use msgctxt, msgid, msgid_plural, msgstr or msgstr[0], in this order");
                    _open = null;
                    return false;
            }
            return true;
        }

        // The forms of a plural are numbered from 0.
        private bool IsNext(string keyword) => _source.Count == 1
            ? keyword == "msgstr" && _forms.Count == 0
            : keyword == string.Create(CultureInfo.InvariantCulture, $"msgstr[{_forms.Count}]");

        private void Open(List<string> texts)
        {
            texts.Add("");
            _open = texts;
        }
    }
}
