using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Numerics;
using RlQuery.MicrosoftML.Students;

namespace RlQuery.Studies.Compression;

/// <summary>Writes what a student predicts as CSV.</summary>
public static class PredictedTexts
{
    /// <summary>Writes a line for each row: its number from 0, the most probable class, and how probable it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="student">Who predicts.</param>
    /// <param name="column">The column of texts.</param>
    /// <param name="most">Who may read it at most.</param>
    public static void Write(string path, TextStudent student, TableColumn column, UnixFileMode most = FileModes.Any)
    {
        using var csv = new CsvBuilder([RowKey.Row, "label", "probability"]);
        float[] probabilities = new float[student.Classes.Count];
        foreach ((int row, string? text) in column.Cells.Index())
        {
            student.Predict(text, probabilities);
            int best = VectorMath.ArgMax(probabilities);
            csv.Add([
                row.ToString(CultureInfo.InvariantCulture), student.Classes[best], probabilities[best].ToString("F6", CultureInfo.InvariantCulture)]);
        }
        AtomicFile.WriteText(path, csv.ToString(), most);
    }
}
