using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Results;

/// <summary><c>failures.csv</c>: a row for each episode that failed.</summary>
internal static class FailuresFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "failures.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="failures">Episodes that failed.</param>
    public static void Write(string path, IEnumerable<EpisodeOutcome> failures)
    {
        using var text = new CsvBuilder("data", "learner", "strategy", "seed", "reason");
        foreach (EpisodeOutcome one in failures)
        {
            EpisodeSpec spec = one.Cell.Episode;
            text.Add(spec.Data, one.Cell.Learner, spec.Strategy, spec.Seed.ToString(CultureInfo.InvariantCulture), one.Failure!);
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
