using System.Globalization;
using System.Text;
using RlQuery.Core.Evaluation;

namespace RlQuery.Core.Experiments;

/// <summary><c>episodes.csv</c>: a row for each number of labels of each episode.</summary>
public static class EpisodesFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "episodes.csv";

    private static readonly string[] Columns = ["data", "strategy", "seed", "labels", "score"];

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="episodes">Episodes in the order in which they shall stand.</param>
    public static void Write(string path, IEnumerable<EpisodeResult> episodes)
    {
        var text = new StringBuilder(CsvText.Line(Columns));
        foreach ((EpisodeSpec spec, LearningCurve curve) in episodes)
        {
            for (int i = 0; i < curve.Labels.Length; i++)
            {
                text.Append(CsvText.Line(
                    spec.Data, spec.Strategy, spec.Seed.ToString(CultureInfo.InvariantCulture),
                    curve.Labels[i].ToString(CultureInfo.InvariantCulture), Decimals.Format(curve.Scores[i])));
            }
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <returns>The episodes, in the order of the file.</returns>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static IReadOnlyList<EpisodeResult> Read(string path)
    {
        var episodes = new Dictionary<EpisodeSpec, (List<int> Labels, List<double> Scores)>();
        foreach ((int line, string[] cells) in CsvText.Read(path, Columns))
        {
            if (!long.TryParse(cells[2], CultureInfo.InvariantCulture, out long seed)
                || !int.TryParse(cells[3], CultureInfo.InvariantCulture, out int labels)
                || !double.TryParse(cells[4], CultureInfo.InvariantCulture, out double score)
                || !double.IsFinite(score))
            {
                throw new InvalidInputException($"{path}: line {line} is not a row of data, strategy, seed, labels, score");
            }
            var spec = new EpisodeSpec(cells[0], cells[1], seed);
            if (!episodes.TryGetValue(spec, out (List<int> Labels, List<double> Scores) curve))
            {
                episodes.Add(spec, curve = ([], []));
            }
            if (curve.Labels.Count > 0 && labels <= curve.Labels[^1])
            {
                throw new InvalidInputException($"{path}: line {line} has {labels} labels after {curve.Labels[^1]}; they must rise within an episode");
            }
            curve.Labels.Add(labels);
            curve.Scores.Add(score);
        }
        return episodes.Count > 0
            ? [.. episodes.Select(entry => new EpisodeResult(entry.Key, new LearningCurve([.. entry.Value.Labels], [.. entry.Value.Scores])))]
            : throw new InvalidInputException($"{path}: has no rows");
    }
}
