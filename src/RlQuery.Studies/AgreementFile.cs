using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>agreement.csv</c>: a row for each policy, heuristic and stage of the episode. See <see cref="AttentionStudy"/>.</summary>
public static class AgreementFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "agreement.csv";

    private static readonly string[] Columns = ["strategy", "heuristic", "first_query", "last_query", "decisions", "agreements"];

    /// <summary>Writes the file, with a last column that says the share.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<AgreementRow> rows)
    {
        var text = new StringBuilder(CsvText.Line([.. Columns, "share"]));
        foreach (AgreementRow row in rows)
        {
            text.Append(CsvText.Line(
                row.Strategy, row.Heuristic, Decimals.Format((int?)row.FirstQuery), Decimals.Format((int?)row.LastQuery), Decimals.Format((int?)row.Decisions),
                Decimals.Format((int?)row.Agreements), Decimals.Format((double)row.Agreements / row.Decisions)));
        }
        CsvText.Write(path, text.ToString());
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static IReadOnlyList<AgreementRow> Read(string path) => [.. CsvText.Read(path, Columns).Select(row => Parse(path, row.Line, row.Cells))];

    private static AgreementRow Parse(string path, int line, string[] cells)
    {
        int[] counts = new int[4];
        for (int i = 0; i < counts.Length; i++)
        {
            if (!int.TryParse(cells[i + 2], CultureInfo.InvariantCulture, out counts[i]))
            {
                throw new InvalidInputException($"{path}: line {line} is not a row of {string.Join(", ", Columns)}");
            }
        }
        return new AgreementRow(cells[0], cells[1], counts[0], counts[1], counts[2], counts[3]);
    }
}
