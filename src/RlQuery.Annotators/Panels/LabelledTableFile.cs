using System.Globalization;
using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Questions;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Annotators.Panels;

/// <summary>Writes a table with the joined labels of a panel in its target column.</summary>
public static class LabelledTableFile
{
    /// <summary>Writes CSV: the columns of the table, then, if the join knows it, how probable each joined label is.</summary>
    /// <remarks>Labels that the table had stay, without a probability. A schema that names the last column a weight lets it weigh the labels.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="cells">The table as it was read.</param>
    /// <param name="target">Index of its target column.</param>
    /// <param name="result">The answers.</param>
    /// <param name="most">Who may read it at most.</param>
    public static void Write(string path, Table cells, int target, PanelResult result, UnixFileMode most = FileModes.Any)
    {
        JoinedAnswers joined = result.Joined;
        Dictionary<int, int> places = result.Table.Rows.Index().Where(one => one.Item.Given is null).ToDictionary(one => one.Item.Row, one => one.Index);
        string[] last = joined.Probabilities is null ? [] : [JoinedAnswers.Column];
        var lines = new List<string> { Line([.. cells.Columns.Select(column => column.Heading ?? column.Name), .. last]) };
        for (int row = 0; row < cells.Rows; row++)
        {
            int? label = places.TryGetValue(row, out int place) ? joined.Labels[place] : null;
            string sure = label is null || joined.Probabilities?[place] is not { } probability ? "" : probability.ToString("F6", CultureInfo.InvariantCulture);
            IEnumerable<string> own = cells.Columns.Select((column, i) => i == target && label is int known ? result.Table.Classes[known] : column.RawOf(row));
            lines.Add(Line([.. own, .. joined.Probabilities is null ? [] : (string[])[sure]]));
        }
        AtomicFile.WriteText(path, string.Join('\n', lines) + "\n", most);
    }

    /// <summary>Refuses a table that has a column of the name that is added.</summary>
    /// <param name="cells">The table.</param>
    /// <exception cref="InvalidInputException">It has one.</exception>
    public static void CheckNames(Table cells)
    {
        if (cells.Columns.Any(column => column.Name == JoinedAnswers.Column))
        {
            throw new InvalidInputException($"{cells.Source}: column {JoinedAnswers.Column} has the name that is added to a labelled table; rename it");
        }
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(CsvCell.QuoteForAll));
}
