using System.Globalization;
using System.Text.Json;
using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads records that are about one row each: lines of JSON, and Label Studio's JSON-MIN.</summary>
/// <remarks>
/// What a record says is its <see cref="RowKey.Labels"/> where it has any, with the label that was settled on, else its answer, by its <see
/// cref="RowKey.Annotator"/>.
/// </remarks>
internal static class FlatRecords
{
    private const string Cancelled = "was_cancelled";

    // What Label Studio writes beside data and answers.
    private static readonly string[] Marks =
    [
        RowKey.Row, RowKey.Hash, RowKey.Labels, RowKey.Settled, RowKey.Question, RowKey.Task, RowKey.Annotator, RowKey.Truth, Cancelled,
        .. AnswerTime.Names, "id", "annotation_id", "lead_time", "completed_by",
    ];

    /// <summary>The names that hold no answer: those of the table's columns beside the target, of Label Studio's data, and of what it writes itself.</summary>
    public static IReadOnlySet<string> NamesBeside(LabellingTable table)
    {
        string target = table.Cells.Columns[table.Target].Name;
        var fields = new LabelStudioFields(table);
        HashSet<string> names =
        [
            .. Marks, fields.Cells, .. fields.Shown.Select(one => one.Name), .. table.Cells.Columns.Select(column => column.Name),
            .. table.Cells.Columns.Select(column => LabelStudioFields.Plain(column.Name)),
        ];
        names.ExceptWith([target, fields.Control]);
        return names;
    }

    /// <summary>Takes note of the members of a record that may be its answer.</summary>
    public static void See(AnnotationList list, AnswerControl control, IReadOnlySet<string> beside, JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object || LabelsOf(record) is { Length: > 0 })
        {
            return;
        }
        foreach (JsonProperty member in record.EnumerateObject())
        {
            if (!beside.Contains(member.Name) && AnswerValue.Of(list.Table.Form, member.Value) is { } chosen)
            {
                control.See(member.Name, chosen);
            }
        }
    }

    /// <summary>Reads one object.</summary>
    /// <param name="list">Receives what was said.</param>
    /// <param name="where">Place in the file.</param>
    /// <param name="record">The object.</param>
    /// <param name="control">The member whose answer counts; null for none.</param>
    public static void Read(AnnotationList list, string where, JsonElement record, string? control)
    {
        if (!TryReadRow(list, where, record, out int row, out string? hash))
        {
            return;
        }
        Table cells = list.Table.Cells;
        JsonElement? cell = Member(record, control ?? cells.Columns[list.Table.Target].Name);
        JsonElement[]? labels = LabelsOf(record);
        if (labels?.Length > 0)
        {
            Annotation[] everybody = [.. labels.Select(one => Said(list, where, row, one, RowKey.Label, null))];
            Array.ForEach(everybody, said => list.Add(where, hash, said));
            if (cell is { } label && ForeignJson.Of(label) is { } counting)
            {
                list.AddCounting(where, row, counting, everybody, Member(record, RowKey.Settled) is { ValueKind: JsonValueKind.True });
            }
            return;
        }
        string[]? chosen = cell is { } given ? AnswerValue.Of(list.Table.Form, given) : [];
        string? answer = chosen is null or { Length: 0 } ? null : AnswerValue.Join(list.Table.Form, chosen);
        if (answer is null && chosen is not { Length: 0 })
        {
            string fault = chosen is null ? "has an answer that cannot be read; use a text, or a list" : "has several choices; one is needed";
            list.Refuse(where, $"row {row} {fault}");
        }
        else if (Member(record, Cancelled) is { ValueKind: JsonValueKind.True } && !cells.Columns.Any(column => column.Name == Cancelled))
        {
            list.Add(where, hash, Said(list, where, row, record, null, cells) with { IsGroundTruth = false });
        }
        else if (answer is null)
        {
            list.PassOver(PassedOver.NoLabel);
        }
        else if (labels is not null && row < cells.Rows && list.IsLabel(row, answer))
        {
            // As it was exported: the table's own label, which nobody said.
            list.PassOver(PassedOver.Known);
        }
        else
        {
            list.Add(where, hash, Said(list, where, row, record, null, cells) with { Answer = answer });
        }
    }

    /// <summary>The row of an object; refused if it names none.</summary>
    public static bool TryReadRow(AnnotationList list, string where, JsonElement record, out int row, out string? hash)
    {
        hash = Member(record, RowKey.Hash) is { } text ? ForeignJson.Of(text) : null;
        row = 0;
        if (Member(record, RowKey.Row) is not { } number)
        {
            list.Refuse(where, $"carries no {RowKey.Row}, by which rows are told apart; label what 'session export' wrote");
            return false;
        }
        if (!int.TryParse(ForeignJson.Of(number), NumberStyles.None, CultureInfo.InvariantCulture, out row))
        {
            list.Refuse(where, $"{RowKey.Row}: {ForeignJson.Of(number) ?? "nothing"} is not allowed; use the number of a row");
            return false;
        }
        return true;
    }

    // Who said it, when, and whether it is the truth; a column of the table of such a name says nothing of it.
    private static Annotation Said(AnnotationList list, string where, int row, JsonElement record, string? label, Table? cells)
    {
        bool Says(string name) => cells is null || !cells.Columns.Any(column => column.Name == name);
        string? fault = null;
        var said = new Annotation(
            row, label is not null && Member(record, label) is { } name ? ForeignJson.Of(name) : null,
            Says(RowKey.Annotator) && Member(record, RowKey.Annotator) is { } by ? ForeignJson.NameOf(by) : null)
        {
            At = AnswerTime.Names.Any(time => !Says(time)) ? null : AnswerTime.Of(record, out fault),
            IsGroundTruth = Says(RowKey.Truth) && Member(record, RowKey.Truth) is { ValueKind: JsonValueKind.True },
        };
        if (fault is not null)
        {
            list.Refuse(where, fault);
        }
        return said;
    }

    private static JsonElement[]? LabelsOf(JsonElement record) =>
        Member(record, RowKey.Labels) is { ValueKind: JsonValueKind.Array } said ? [.. said.EnumerateArray()] : null;

    private static JsonElement? Member(JsonElement parent, string name) => ForeignJson.Member(parent, name);
}
