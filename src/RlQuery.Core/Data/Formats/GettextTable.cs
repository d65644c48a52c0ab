using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Makes a table of sentences and their translations of the messages of a gettext file.</summary>
/// <remarks>
/// A message with a plural makes two rows, the second with the second form of the plural. Where a message has no translation, the cell is missing: it is a
/// sentence to be translated.
/// </remarks>
internal static class GettextTable
{
    /// <summary>Makes the table, with the columns <c>context</c> (where any message has one), <c>source</c> and <c>target</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="messages">Its messages.</param>
    /// <param name="faults">Faults found before, and notes.</param>
    /// <exception cref="InvalidInputException">There are faults, or no message.</exception>
    public static Table Of(TableFile file, IEnumerable<GettextMessage> messages, FaultList faults)
    {
        faults.ThrowIfAny();
        // Some messages are nothing but blanks.
        GettextMessage[] sentences = [.. messages.Where(message => !string.IsNullOrWhiteSpace(message.Source[0]))];
        if (sentences.Length == 0)
        {
            throw new InvalidInputException($"{file.Path}: no messages; use msgid \"...\" and msgstr \"...\"");
        }
        var rows = sentences.SelectMany(message => message.Source.Select((source, form) =>
            (message.Line, message.Context, Source: source, Target: form < message.Forms.Count ? message.Forms[form] : ""))).ToArray();
        CellBudget.Check(file.Path, 3L * rows.Length);
        var columns = new List<TableColumn>();
        if (Array.Exists(rows, row => row.Context.Length > 0))
        {
            columns.Add(Column("context", row => row.Context));
        }
        columns.Add(Column("source", row => row.Source));
        columns.Add(Column("target", row => row.Target));
        return new Table(file.Name, file.Path, columns, [.. rows.Select(row => row.Line)]) { Notes = faults.Notes };

        TableColumn Column(string name, Func<(int Line, string Context, string Source, string Target), string> cell) =>
            new TableColumn(name, ColumnKind.Unknown, [.. rows.Select(row => cell(row).Trim()).Select(text => text.Length == 0 ? null : text)])
                .WithRaw(rows.Select(cell));
    }
}
