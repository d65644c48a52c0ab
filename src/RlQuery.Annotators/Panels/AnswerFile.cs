using System.Globalization;
using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Questions;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Annotators.Panels;

/// <summary>Writes the answers of a panel as CSV.</summary>
public static class AnswerFile
{
    /// <summary>Writes a line for each row without a label: its number from 0, each annotator's answer, the joined label, and how probable it is.</summary>
    /// <remarks>
    /// An empty cell is no answer. The last column is there if the join knows probabilities. A labelling session imports the file: the columns of row and label
    /// have the names that it looks for.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="result">The answers.</param>
    /// <param name="most">Who may read it at most.</param>
    public static void Write(string path, PanelResult result, UnixFileMode most = FileModes.Any)
    {
        IReadOnlyList<string> classes = result.Table.Classes;
        string Name(int? label) => label is int index ? classes[index] : "";
        JoinedAnswers joined = result.Joined;
        string[] last = joined.Probabilities is null ? [] : [JoinedAnswers.Column];
        using var csv = new CsvBuilder([RowKey.Row, .. result.Names, result.Table.Target, .. last]);
        foreach ((int i, AnnotationRow row) in result.Table.Rows.Index().Where(one => one.Item.Given is null))
        {
            csv.Add([
                row.Row.ToString(CultureInfo.InvariantCulture), .. result.Answers[i].Select(Name), Name(joined.Labels[i]),
                .. joined.Probabilities is null ? [] : (string[])[joined.Probabilities[i]?.ToString("F6", CultureInfo.InvariantCulture) ?? ""]]);
        }
        AtomicFile.WriteText(path, csv.ToString(), most);
    }
}
