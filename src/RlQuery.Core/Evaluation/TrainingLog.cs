using System.Globalization;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Core.Evaluation;

/// <summary>The curves of <c>training.csv</c>, which training writes with a row for each update.</summary>
/// <param name="Steps">Environment steps, ascending.</param>
/// <param name="Return">Mean return per episode; NaN where no episode had ended.</param>
/// <param name="Validation">Mean difference in AUBC to margin sampling on the validation problems; NaN where none was taken.</param>
/// <param name="ValidationError">Its standard error over the problems; NaN where it is not known, as in files of version 0.1.</param>
public sealed record TrainingLog(double[] Steps, double[] Return, double[] Validation, double[] ValidationError)
{
    private const string Error = "validation_error";

    /// <summary>Name of the file in the folder of a policy.</summary>
    public const string Name = "training.csv";

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, damaged in a line that the message names, or no episode has ended yet.</exception>
    public static TrainingLog Read(string path) => Watch(path) is { } log && log.Return.Any(double.IsFinite) ? log
        : throw new InvalidInputException($"{path}: has no row with a return");

    /// <summary>Reads the file of a training that may just have begun.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The curves; without a row, or without a return, where no episode has ended yet.</returns>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static TrainingLog Watch(string path)
    {
        string[] columns = ["env_steps", "return_mean", "validation_score", .. CsvText.HasColumn(path, Error) ? [Error] : Array.Empty<string>()];
        double[][] rows = [.. CsvText.Read(path, columns).Select(row => Parse(path, row.Line, row.Cells))];
        return new TrainingLog(Column(0), Column(1), Column(2), columns.Length > 3 ? Column(3) : [.. rows.Select(_ => double.NaN)]);

        double[] Column(int column) => [.. rows.Select(row => row[column])];
    }

    private static double[] Parse(string path, int line, string[] cells)
    {
        double[] values = new double[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0 && cells[i].Length == 0)
            {
                values[i] = double.NaN;
            }
            else if (!double.TryParse(cells[i], CultureInfo.InvariantCulture, out values[i]))
            {
                throw new InvalidInputException($"{path}: line {line} holds '{cells[i]}' where a number must be");
            }
        }
        return values;
    }
}
