using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads the whole table as edited, for example in a spreadsheet; labels that differ from the session's are new answers.</summary>
internal static class EditedTable
{
    public static void Read(AnnotationList list, Table edited)
    {
        Table own = list.Table.Cells;
        string columns = Names(own);
        if (Names(edited) != columns || edited.Rows != own.Rows)
        {
            throw new InvalidInputException(
                $"{edited.Source}: {edited.Rows} rows of {Names(edited)} are not the {own.Rows} rows of {columns} in {own.Source}; "
                + $"give each row its {RowKey.Row}, as 'session export' to a .jsonl file does");
        }
        TableColumn answers = edited.Columns[list.Table.Target];
        answers = list.Table.Data.Kind == TargetKind.Number ? answers.WithPoints() : answers;
        for (int row = 0; row < own.Rows; row++)
        {
            string where = $"line {edited.Lines[row]}";
            int place = row;
            if (Enumerable.Range(0, own.Columns.Count).Any(i => i != list.Table.Target && own.Columns[i].CellOf(place) != edited.Columns[i].CellOf(place)))
            {
                list.Refuse(where, $"row {row} is of another table: {own.Source} has other cells there");
            }
            else if (answers.Cells[row] is not { } label)
            {
                list.PassOver(PassedOver.NoLabel);
            }
            else if (list.IsLabel(row, label))
            {
                list.PassOver(PassedOver.Known);
            }
            else
            {
                list.Add(where, null, new Annotation(row, label, null));
            }
        }
    }

    private static string Names(Table table) => string.Join(", ", table.Columns.Select(column => column.Name));
}
