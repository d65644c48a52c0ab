using System.Globalization;
using System.Text;
using RlQuery.Core;

namespace RlQuery.Torch.Training;

/// <summary>Writes training.csv: a row for each round of episodes and what was learned from it.</summary>
internal static class TrainingCsv
{
    public static void Write(string path, IReadOnlyList<TrainingRow> rows, string explorationName)
    {
        var text = new StringBuilder($"env_steps,episodes,return_mean,loss,{explorationName},validation_score,validation_error\n");
        foreach (TrainingRow row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.EnvSteps},{row.Episodes},{Cell(row.ReturnMean)},{Cell(row.Loss)},")
                .Append(CultureInfo.InvariantCulture, $"{Cell(row.Exploration)},{Cell(row.ValidationScore)},{Cell(row.ValidationError)}\n");
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("F6", CultureInfo.InvariantCulture);
}
