using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;

namespace RlQuery.Annotators.Variants;

/// <summary>Reads written rows strictly: an answer that has not exactly the asked-for rows, with cells such as the table has, is none.</summary>
/// <param name="features">The feature columns, each with its kind.</param>
internal sealed class VariantForm(Table features)
{
    private const int LongestText = 20_000;

    private readonly HashSet<string>?[] _categories =
    [
        .. features.Columns.Select(column => column.Kind == ColumnKind.Categorical ? new HashSet<string>(column.Cells.OfType<string>()) : null),
    ];

    /// <summary>The rows of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="count">How many rows were asked for.</param>
    /// <returns>The cells of each row; null where the answer has not this form.</returns>
    public IReadOnlyList<string?[]>? Parse(string answer, int count)
    {
        try
        {
            if (JsonText.ParseObject(answer.Trim()) is not { Count: 1 } said || said["rows"] is not JsonArray rows || rows.Count != count)
            {
                return null;
            }
            string?[][] cells = [.. rows.Select(row => CellsOf(row as JsonObject)).OfType<string?[]>()];
            return cells.Length == count ? cells : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string?[]? CellsOf(JsonObject? row)
    {
        if (row?.Count != features.Columns.Count)
        {
            return null;
        }
        string?[] cells = new string?[row.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            TableColumn column = features.Columns[i];
            if (!row.TryGetPropertyValue(column.Name, out JsonNode? said) || TextOf(said, column) is var text && !Fits(text, column, i))
            {
                return null;
            }
            cells[i] = text;
        }
        return cells;
    }

    // A number may stand without quotes where the column holds numbers.
    private static string? TextOf(JsonNode? said, TableColumn column) => said?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => said.GetValue<string>().Trim(),
        JsonValueKind.Number when column.Kind == ColumnKind.Numeric => said.ToJsonString(),
        _ => "",
    };

    // A cell is missing only where a cell of the column is, and no text may pass for a missing one.
    private bool Fits(string? text, TableColumn column, int place) => text is null ? column.CountMissing() > 0 : !CellText.IsMissing(text) && column.Kind switch
    {
        ColumnKind.Numeric => CellText.Classify(text, out _) == CellKind.Number,
        ColumnKind.Categorical => _categories[place]!.Contains(text),
        ColumnKind.Date => column.DateForm!.TryParse(text, out _),
        _ => text.Length <= LongestText,
    };
}
