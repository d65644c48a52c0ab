using System.Text.Encodings.Web;
using System.Text.Json;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Writes a table as JSON Lines: one object per row, with its cells as text, its label, every annotator's answer, and notes.</summary>
public static class LabelledLines
{
    /// <summary>Writes the file atomically; empty cells and missing labels are null.</summary>
    /// <param name="path">A .jsonl file.</param>
    /// <param name="table">The table.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="state">The session.</param>
    /// <exception cref="InvalidInputException">The path or the table cannot be used.</exception>
    public static void Write(string path, LabellingTable table, TableFingerprint fingerprint, LabellingState state)
    {
        SessionExport.Check(path, table.Cells.Source, ".jsonl");
        RowKey.RefuseColumns(table);
        AtomicFile.Write(path, stream =>
        {
            for (int row = 0; row < table.Cells.Rows; row++)
            {
                using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                {
                    WriteRow(writer, table, fingerprint, state, row);
                }
                stream.WriteByte((byte)'\n');
            }
        }, FileModes.Of(table.Cells.Source));
    }

    private static void WriteNotes(Utf8JsonWriter writer, IReadOnlyList<RowNote> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }
        writer.WriteStartArray(RowKey.Notes);
        foreach (RowNote note in notes)
        {
            writer.WriteStartObject();
            writer.WriteString(RowKey.Annotator, note.By);
            writer.WriteString(RowKey.Note, note.Text);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, LabellingTable table, TableFingerprint fingerprint, LabellingState state, int row)
    {
        writer.WriteStartObject();
        for (int i = 0; i < table.Cells.Columns.Count; i++)
        {
            string? cell = i == table.Target ? table.AnswerCell(state, row) : table.OtherCell(state, i, row);
            writer.WriteString(table.Cells.Columns[i].Name, cell is "" ? null : cell);
        }
        writer.WriteNumber(RowKey.Row, row);
        writer.WriteString(RowKey.Hash, fingerprint.HashOf(row));
        writer.WriteStartArray(RowKey.Labels);
        foreach (Opinion said in state.OpinionsOf(row))
        {
            writer.WriteStartObject();
            writer.WriteString(RowKey.Annotator, said.By);
            writer.WriteString(RowKey.Label, said.Answer);
            if (said.At is { } time)
            {
                writer.WriteString(AnswerTime.Names[0], AnswerTime.Show(time));
            }
            if (said.IsGroundTruth)
            {
                writer.WriteBoolean(RowKey.Truth, true);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (state.IsSettled(row))
        {
            writer.WriteBoolean(RowKey.Settled, true);
        }
        WriteNotes(writer, state.NotesOf(row));
        writer.WriteEndObject();
    }
}
