using System.Globalization;
using System.Text.Json;
using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads records that are about one row each: lines of JSON, Label Studio's JSON-MIN, and tables with the column <see cref="RowKey.Row"/>.</summary>
/// <remarks>
/// What a record says is its <see cref="RowKey.Labels"/> where it has any, with the label that was settled on, else its cell of the target column, by its <see
/// cref="RowKey.Annotator"/>.
/// </remarks>
internal static class FlatRecords
{
    /// <summary>Reads one object.</summary>
    public static void Read(AnnotationList list, string where, JsonElement record)
    {
        if (!TryReadRow(list, where, record, out int row, out string? hash))
        {
            return;
        }
        TableColumn target = list.Table.Cells.Columns[list.Table.Target];
        JsonElement? cell = Member(record, target.Name) ?? Member(record, LabelStudioFields.ControlOf(list.Table));
        JsonElement? labels = Member(record, RowKey.Labels) is { ValueKind: JsonValueKind.Array } said ? said : null;
        if (labels?.GetArrayLength() > 0)
        {
            (string? Label, string? By)[] everybody = [.. labels.Value.EnumerateArray().Select(one => (
                Member(one, RowKey.Label) is { } name ? JsonText.Of(name) : null, Member(one, RowKey.Annotator) is { } by ? JsonText.NameOf(by) : null))];
            foreach ((string? name, string? by) in everybody)
            {
                list.Add(where, row, hash, name, by);
            }
            if (cell is { } label && JsonText.Of(label) is { } counting)
            {
                list.AddCounting(
                    where, row, counting, everybody.Select(said => said.Label), Member(record, RowKey.Settled) is { ValueKind: JsonValueKind.True });
            }
            return;
        }
        string? named = cell is { } text ? JsonText.Of(text) : null;
        if (cell is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } several && !TryJoin(list, several, out named))
        {
            list.Refuse(where, $"row {row} has several choices; one is needed");
            return;
        }
        if (labels is not null && named is not null && row < list.Table.Cells.Rows && list.IsLabel(row, named))
        {
            // As exported: the table's own label, which is no annotator's.
            list.AddKnown();
            return;
        }
        bool isColumn = list.Table.Cells.Columns.Any(column => column.Name == RowKey.Annotator);
        Add(list, where, row, hash, named, isColumn || Member(record, RowKey.Annotator) is not { } who ? null : JsonText.NameOf(who));
    }

    /// <summary>Reads a table with the column <see cref="RowKey.Row"/>.</summary>
    public static void Read(AnnotationList list, Table records)
    {
        TableColumn? Find(string name) => records.Columns.FirstOrDefault(column => column.Name == name);
        TableColumn rows = Find(RowKey.Row)!;
        TableColumn? hashes = Find(RowKey.Hash);
        string target = list.Table.Cells.Columns[list.Table.Target].Name;
        TableColumn labels = Find(target) ?? Find(LabelStudioFields.ControlOf(list.Table))
            ?? throw new InvalidInputException($"{records.Source}: has no column {target} with labels");
        TableColumn? names = list.Table.Cells.Columns.Any(column => column.Name == RowKey.Annotator) ? null : Find(RowKey.Annotator);
        for (int i = 0; i < records.Rows; i++)
        {
            string where = $"line {records.Lines[i]}";
            if (int.TryParse(rows.Cells[i], NumberStyles.None, CultureInfo.InvariantCulture, out int row))
            {
                Add(list, where, row, hashes?.Cells[i], labels.Cells[i], names?.Cells[i]);
            }
            else
            {
                list.Refuse(where, $"{RowKey.Row}: {rows.Cells[i] ?? "nothing"} is not allowed; use the number of a row");
            }
        }
    }

    /// <summary>The row of an object; refused if it names none.</summary>
    public static bool TryReadRow(AnnotationList list, string where, JsonElement record, out int row, out string? hash)
    {
        hash = Member(record, RowKey.Hash) is { } text ? JsonText.Of(text) : null;
        row = 0;
        if (Member(record, RowKey.Row) is not { } number)
        {
            list.Refuse(where, $"carries no {RowKey.Row}, by which rows are told apart; label what 'session export' wrote");
            return false;
        }
        if (!int.TryParse(JsonText.Of(number), NumberStyles.None, CultureInfo.InvariantCulture, out row))
        {
            list.Refuse(where, $"{RowKey.Row}: {JsonText.Of(number) ?? "nothing"} is not allowed; use the number of a row");
            return false;
        }
        return true;
    }

    private static void Add(AnnotationList list, string where, int row, string? hash, string? label, string? by)
    {
        if (label is null or "")
        {
            list.AddEmpty();
            return;
        }
        list.Add(where, row, hash, label, by);
    }

    // A list of one choice is that choice; in multilabel sessions, a list is a set.
    private static bool TryJoin(AnnotationList list, JsonElement several, out string? choice)
    {
        JsonElement choices = Member(several, "choices") ?? several;
        JsonElement[] all = choices.ValueKind == JsonValueKind.Array ? [.. choices.EnumerateArray()] : [];
        choice = LabelStudioAnnotations.Join(list, [.. all.Select(one => JsonText.Of(one) ?? "")]);
        return choice is not null && all.All(one => one.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object));
    }

    private static JsonElement? Member(JsonElement parent, string name) => JsonText.Member(parent, name);
}
