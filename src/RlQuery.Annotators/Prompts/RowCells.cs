using System.Text.Json;

namespace RlQuery.Annotators.Prompts;

/// <summary>The cells of a row.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Cells">Text of each; null where it is missing.</param>
internal sealed record RowCells(IReadOnlyList<string> Columns, IReadOnlyList<string?> Cells)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (int i = 0; i < Columns.Count; i++)
        {
            json.WriteString(Columns[i], Cells[i]);
        }
        json.WriteEndObject();
    }
}
