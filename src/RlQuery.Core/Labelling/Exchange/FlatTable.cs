using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads a table with the column <see cref="RowKey.Row"/>, such as Label Studio's export as CSV: one record per row.</summary>
internal static class FlatTable
{
    /// <summary>Reads the table.</summary>
    /// <param name="list">Receives what was said.</param>
    /// <param name="records">The table.</param>
    /// <param name="named">The column whose answers count; null for the target's.</param>
    public static void Read(AnnotationList list, Table records, string? named)
    {
        TableColumn? control = FindControl(list, records, named);
        TableColumn? Find(string name) => list.Table.Cells.Columns.Any(column => column.Name == name) && name is not (RowKey.Row or RowKey.Hash)
            ? null : records.Columns.FirstOrDefault(column => column.Name == name);
        TableColumn rows = Find(RowKey.Row)!;
        TableColumn? hashes = Find(RowKey.Hash);
        TableColumn? names = Find(RowKey.Annotator);
        TableColumn? truths = Find(RowKey.Truth);
        TableColumn[] times = [.. AnswerTime.Names.Select(Find).OfType<TableColumn>()];
        for (int i = 0; i < records.Rows; i++)
        {
            string where = $"line {records.Lines[i]}";
            if (!int.TryParse(rows.Cells[i], NumberStyles.None, CultureInfo.InvariantCulture, out int row))
            {
                list.Refuse(where, $"{RowKey.Row}: {rows.Cells[i] ?? "nothing"} is not allowed; use the number of a row");
                continue;
            }
            string[]? chosen = AnswerValue.Of(list.Table.Form, control?.Cells[i], list.IsAllowed);
            string? fault = null;
            TableColumn? time = Array.Find(times, column => column.Cells[i] is not null);
            DateTimeOffset? at = time is null ? null : AnswerTime.Parse(time.Name, time.Cells[i]!, out fault);
            if (chosen is { Length: 0 })
            {
                list.PassOver(PassedOver.NoLabel);
            }
            else if (fault is not null)
            {
                list.Refuse(where, fault);
            }
            else if (chosen is null || AnswerValue.Join(list.Table.Form, chosen) is not { } answer)
            {
                list.Refuse(where, $"row {row} has several choices; one is needed");
            }
            else
            {
                bool isTruth = "true".Equals(truths?.Cells[i], StringComparison.OrdinalIgnoreCase);
                list.Add(where, hashes?.Cells[i], new Annotation(row, answer, names?.Cells[i]) { At = at, IsGroundTruth = isTruth });
            }
        }
    }

    private static TableColumn? FindControl(AnnotationList list, Table records, string? named)
    {
        IReadOnlySet<string> beside = FlatRecords.NamesBeside(list.Table);
        var control = new AnswerControl(list, named);
        foreach (TableColumn column in records.Columns.Where(column => !beside.Contains(column.Name)))
        {
            foreach (string? cell in column.Cells)
            {
                // A cell that cannot be read fits nothing.
                control.See(column.Name, AnswerValue.Of(list.Table.Form, cell, list.IsAllowed) ?? [cell!]);
            }
        }
        string? name = control.Find(isTyped: false);
        list.OtherControls = [.. control.Names];
        return name is null ? null : records.Columns.FirstOrDefault(column => column.Name == name)
            ?? throw new InvalidInputException($"control: {name} is no column of {records.Source}");
    }
}
