using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>How a file of separated values is to be split.</summary>
/// <param name="Separator">What stands between cells.</param>
/// <param name="Text">The text without a line that names the separator.</param>
/// <param name="FirstLine">Number of the first line of that text.</param>
internal readonly record struct CsvDialect(char Separator, string Text, int FirstLine)
{
    private const string Word = "sep=";
    private const string Allowed = ",;\t|:^~";
    private const int Sample = 20;
    private const int SampleLetters = 1 << 20;

    /// <summary>Whether a file begins with such a line, as spreadsheets write and read it.</summary>
    public static bool NamesSeparator(string text) => text.AsSpan().TrimStart('"').StartsWith(Word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds out how a text is to be split.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tabs">Whether the separator is known to be the tab.</param>
    /// <param name="faults">Receives what was decided.</param>
    public static CsvDialect Of(string text, bool tabs, FaultList faults)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        if (!NamesSeparator(text) || end < 0)
        {
            return new CsvDialect(tabs ? '\t' : Detect(text), text, 1);
        }
        string line = text[..end].Trim('"', ' ');
        string named = line[Word.Length..];
        // A spreadsheet that saved the file again fills the line up.
        if (named.Length == 0 || !Allowed.Contains(named[0], StringComparison.Ordinal) || named.AsSpan(1).ContainsAnyExcept(named[0], ',', ';'))
        {
            throw new InvalidInputException($"{faults.Source}: line 1: {CellText.Show(line)} names no separator; use one of , ; | : ^ ~ or a tab");
        }
        string shown = named[0] == '\t' ? "a tab" : $"\"{named[0]}\"";
        faults.Note($"line 1 ({CellText.Show(line)}) is heeded: {shown} stands between cells");
        end += text.AsSpan(end).StartsWith("\r\n") ? 2 : 1;
        return new CsvDialect(named[0], text[end..], 2);
    }

    /// <summary>The separator that splits the first lines most evenly, then into the most cells. Comments above them do not count.</summary>
    public static char Detect(string text)
    {
        string head = WithoutComments(text);
        head = head.Length > SampleLetters ? head[..SampleLetters] : head;
        char best = ',';
        (int Ragged, int Cells) bestScore = (int.MaxValue, 0);
        foreach (char candidate in (ReadOnlySpan<char>)[',', ';', '\t'])
        {
            List<CsvRecord> records = new CsvParser(head, candidate, new FaultList("")).Parse(Sample);
            int cells = records.Count == 0 ? 0 : records[0].Cells.Length;
            int ragged = cells < 2 ? int.MaxValue : records.Count(record => record.Cells.Length != cells);
            // 1,5;2,5 has no more cells for its decimal commas.
            bool commas = candidate == ';' && best == ',' && ragged == bestScore.Ragged && DecimalCommas.AreAll(records);
            if (commas || ragged < bestScore.Ragged || (ragged == bestScore.Ragged && cells > bestScore.Cells))
            {
                best = candidate;
                bestScore = (ragged, cells);
            }
        }
        return best;
    }

    private static string WithoutComments(string text)
    {
        int start = 0;
        while (text.AsSpan(start).StartsWith(CsvComments.Mark))
        {
            int end = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (end < 0)
            {
                return text;
            }
            start += end + 1;
            start += start < text.Length && text[start - 1] == '\r' && text[start] == '\n' ? 1 : 0;
        }
        return start == 0 ? text : text[start..];
    }
}
