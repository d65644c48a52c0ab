using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>Reads what a panel of annotators said: a row of the table in each line, and a column for each annotator.</summary>
public static class AnswersFile
{
    private const int Shown = 10;

    /// <summary>Reads a file as <c>rlquery annotate</c> writes it; a column called as the target is, and those after it, are passed over.</summary>
    /// <param name="path">A table with a column <c>rlquery_row</c>, the number of a row from 0. An empty cell is no answer.</param>
    /// <param name="table">The table that was asked about.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="parts">The formats of tables; null for those of this library.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or is about another table; the first ten faults are told.</exception>
    public static AnswerHistory Read(string path, LabellingTable table, IReadOnlyList<string> classes, Parts? parts = null)
    {
        Table answers = TableReader.Read(path, null, parts, header: true);
        TableColumn rows = answers.Columns.FirstOrDefault(column => column.Name == RowKey.Row)
            ?? throw new InvalidInputException($"answers: {path} has no column {RowKey.Row}; use a file as 'rlquery annotate' writes it");
        string target = table.Cells.Columns[table.Target].Name;
        // What follows the joined label, such as its probability, is nobody's answer.
        TableColumn[] annotators =
            [.. answers.Columns.TakeWhile(column => column.Name != target).Where(column => column.Name is not (RowKey.Row or RowKey.Hash))];
        if (annotators.Length < 2)
        {
            throw new InvalidInputException($"answers: {path} has {annotators.Length} columns of annotators; at least 2 are needed");
        }
        TableColumn? hashes = answers.Columns.FirstOrDefault(column => column.Name == RowKey.Hash);
        TableFingerprint? fingerprint = hashes is null ? null : TableFingerprint.Of(table.Cells);
        Dictionary<string, int> places = ClassAnswers.Places(classes);
        var faults = new List<string>();
        var seen = new HashSet<int>();
        var recorded = new List<RecordedAnswers>();
        for (int i = 0; i < answers.Rows; i++)
        {
            string? fault = null;
            if (!int.TryParse(rows.Cells[i], NumberStyles.None, CultureInfo.InvariantCulture, out int row) || row >= table.Cells.Rows)
            {
                fault = $"{RowKey.Row}: {CellText.Show(rows.RawOf(i))} is no row of {table.Cells.Source}; use 0..{table.Cells.Rows - 1}";
            }
            else if (!seen.Add(row))
            {
                fault = $"row {row} is there twice; name each once";
            }
            else if (hashes is not null && hashes.Cells[i] != fingerprint!.HashOf(row))
            {
                fault = $"row {row} is of another table: {table.Cells.Source} has other cells there";
            }
            string[] said = [.. annotators.Select(column => column.Cells[i]).OfType<string>()];
            if (fault is null && Array.Find(said, answer => !places.ContainsKey(answer)) is { } unknown)
            {
                fault = $"row {row}: {CellText.Show(unknown)} is no class of {table.Cells.Source}{NearestName.Hint(unknown, classes)}";
            }
            if (fault is not null)
            {
                faults.Add($"{path}: line {answers.Lines[i]}: {fault}");
            }
            else if (said.Length > 0)
            {
                recorded.Add(new RecordedAnswers(row, [.. said.Select(answer => places[answer])], annotators.Length - said.Length));
            }
        }
        if (faults.Count > 0)
        {
            string[] more = faults.Count > Shown ? [$"... and {faults.Count - Shown} more"] : [];
            throw new InvalidInputException([.. faults.Take(Shown), .. more]);
        }
        return new AnswerHistory(recorded, []);
    }
}
