using System.Globalization;
using RlQuery.Annotators.Models;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Annotators.Questions;

/// <summary>Reads the answers of a person.</summary>
public static class PersonFile
{
    private const int MostFaults = 10;

    /// <summary>Reads the answers to the questions of a table; those to other rows are passed over.</summary>
    /// <param name="person">The person.</param>
    /// <param name="path">CSV with the columns <c>rlquery_row</c> and <c>label</c>, or the name of the target. An empty cell is no answer.</param>
    /// <param name="table">The questions.</param>
    /// <param name="rows">Number of rows of the whole table.</param>
    /// <returns>The answers. Where rows of one question have different ones, there is none.</returns>
    /// <exception cref="InvalidInputException">It cannot be read, or names rows or classes that are not there; a line for each, ten at most.</exception>
    public static IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer> Read(PersonDefinition person, string path, AnnotationTable table, int rows)
    {
        Table cells = TableReader.Read(path, null, header: true);
        TableColumn Column(params string[] names) => cells.Columns.FirstOrDefault(column => names.Contains(column.Name))
            ?? throw new InvalidInputException($"annotator '{person.Name}': {path} has no column {string.Join(" or ", names.Distinct())}");
        string?[] numbers = Column(RowKey.Row).Cells;
        string?[] labels = Column(table.Target, RowKey.Label).Cells;
        var questions = table.Rows.ToDictionary(row => row.Row, row => row.Question);
        var said = new Dictionary<AnnotationQuestion, ReadyAnswer?>();
        var faults = new List<string>();
        for (int line = 0; line < numbers.Length && faults.Count < MostFaults; line++)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"annotator '{person.Name}': {path} line {cells.Lines[line]}");
            if (!int.TryParse(numbers[line], NumberStyles.None, CultureInfo.InvariantCulture, out int row) || row >= rows)
            {
                string number = MessageText.Quote(numbers[line] ?? "");
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{at}: row '{number}' is not allowed; use 0..{rows - 1}"));
            }
            else if (labels[line] is { } label)
            {
                int index = table.Classes.ToList().IndexOf(label);
                if (index < 0)
                {
                    faults.Add($"{at}: '{MessageText.Quote(label)}' is none of the classes; use {string.Join(", ", table.Classes)}");
                }
                else if (questions.TryGetValue(row, out AnnotationQuestion? question))
                {
                    bool agrees = !said.TryGetValue(question, out ReadyAnswer? before) || before?.Class == index;
                    said[question] = agrees ? new ReadyAnswer(index) : null;
                }
            }
        }
        return faults.Count > 0 ? throw new InvalidInputException(faults)
            : said.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!);
    }
}
