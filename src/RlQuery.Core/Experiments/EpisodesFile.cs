using System.Globalization;
using System.Text;
using RlQuery.Core.Evaluation;

namespace RlQuery.Core.Experiments;

/// <summary><c>episodes.csv</c>: a row for each number of labels of each episode, with a last column <c>departures</c> where they were counted; of a large evaluation packed, as <c>episodes.csv.gz</c>.</summary>
public static class EpisodesFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "episodes.csv";

    /// <summary>Name of the packed file (gzip).</summary>
    public const string PackedName = Name + ".gz";

    /// <summary>An evaluation of more points than so many is packed: some four megabytes of text.</summary>
    public const int MostPlainPoints = 100_000;

    private static readonly string[] Columns = ["data", "strategy", "seed", "labels", "score"];
    private static readonly string[] CountedColumns = [.. Columns, "departures"];

    /// <summary>Name of the file of an evaluation.</summary>
    /// <param name="points">Episodes of the whole evaluation, those that fail included, times the points of each: known before the first is run.</param>
    public static string NameFor(long points) => points > MostPlainPoints ? PackedName : Name;

    /// <summary>Whether a folder holds the file, packed or not.</summary>
    /// <param name="folder">The folder of an evaluation.</param>
    public static bool IsIn(string folder) => File.Exists(Find(folder));

    /// <summary>The file of a folder, packed or not.</summary>
    /// <param name="folder">The folder of an evaluation.</param>
    public static string Find(string folder) => Path.Combine(folder, File.Exists(Path.Combine(folder, PackedName)) ? PackedName : Name);

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target; packed where it ends in <c>.gz</c>.</param>
    /// <param name="episodes">Episodes in the order in which they shall stand.</param>
    public static void Write(string path, IReadOnlyList<EpisodeResult> episodes)
    {
        bool counted = episodes.All(episode => episode.Curve.Departures is not null);
        var text = new StringBuilder(CsvText.Line(counted ? CountedColumns : Columns));
        foreach ((EpisodeSpec spec, LearningCurve curve) in episodes)
        {
            for (int i = 0; i < curve.Labels.Length; i++)
            {
                string[] cells =
                [
                    spec.Data, spec.Strategy, spec.Seed.ToString(CultureInfo.InvariantCulture),
                    curve.Labels[i].ToString(CultureInfo.InvariantCulture), Decimals.Format(curve.Scores[i]),
                ];
                text.Append(CsvText.Line(counted ? [.. cells, curve.Departures![i].ToString(CultureInfo.InvariantCulture)] : cells));
            }
        }
        CsvText.Write(path, text.ToString());
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <returns>The episodes, in the order of the file.</returns>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static IReadOnlyList<EpisodeResult> Read(string path)
    {
        var episodes = new Dictionary<EpisodeSpec, Points>();
        bool counted = CsvText.HasColumn(path, CountedColumns[^1]);
        foreach ((int line, string[] cells) in CsvText.Read(path, counted ? CountedColumns : Columns))
        {
            int departures = 0;
            if (!long.TryParse(cells[2], CultureInfo.InvariantCulture, out long seed)
                || !int.TryParse(cells[3], CultureInfo.InvariantCulture, out int labels)
                || !double.TryParse(cells[4], CultureInfo.InvariantCulture, out double score)
                || !double.IsFinite(score)
                || (counted && !int.TryParse(cells[5], CultureInfo.InvariantCulture, out departures)))
            {
                throw new InvalidInputException($"{path}: line {line} is not a row of {string.Join(", ", counted ? CountedColumns : Columns)}");
            }
            var spec = new EpisodeSpec(cells[0], cells[1], seed);
            if (!episodes.TryGetValue(spec, out Points? curve))
            {
                episodes.Add(spec, curve = new Points([], [], []));
            }
            if (curve.Labels.Count > 0 && labels <= curve.Labels[^1])
            {
                throw new InvalidInputException($"{path}: line {line} has {labels} labels after {curve.Labels[^1]}; they must rise within an episode");
            }
            curve.Labels.Add(labels);
            curve.Scores.Add(score);
            curve.Departures.Add(departures);
        }
        return episodes.Count > 0
            ? [.. episodes.Select(entry => new EpisodeResult(entry.Key, entry.Value.Curve(counted)))]
            : throw new InvalidInputException($"{path}: has no rows");
    }

    private sealed record Points(List<int> Labels, List<double> Scores, List<int> Departures)
    {
        public LearningCurve Curve(bool counted) => new([.. Labels], [.. Scores]) { Departures = counted ? [.. Departures] : null };
    }
}
