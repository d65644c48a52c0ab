using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Episodes;

/// <summary>
/// <c>episodes.csv</c>: a row for each number of labels of each episode, with a last column <c>departures</c> where they were counted. Where anything but
/// accuracy alone was measured, a column for each metric takes the place of <c>score</c>; the first is what strategies are compared by. Of a large evaluation
/// it is packed, as <c>episodes.csv.gz</c>.
/// </summary>
internal static class EpisodesFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "episodes.csv";

    /// <summary>Name of the packed file (gzip).</summary>
    public const string PackedName = Name + ".gz";

    /// <summary>An evaluation with more points is compressed: about four megabytes of text.</summary>
    public const int MostPlainPoints = 100_000;

    private const string Accuracy = "score";
    private const string Departures = "departures";

    private static readonly string[] Keys = ["data", "strategy", "seed", "labels"];

    /// <summary>Name of the file of an evaluation.</summary>
    /// <param name="points">Episodes of the whole evaluation, failed ones included, times the points of each; known before the run.</param>
    public static string NameFor(long points) => points > MostPlainPoints ? PackedName : Name;

    /// <summary>Whether a folder holds the file, compressed or not.</summary>
    /// <param name="folder">The folder of an evaluation.</param>
    public static bool IsIn(string folder) => File.Exists(Find(folder));

    /// <summary>The file of a folder, compressed or not.</summary>
    /// <param name="folder">The folder of an evaluation.</param>
    public static string Find(string folder) => Path.Combine(folder, File.Exists(Path.Combine(folder, PackedName)) ? PackedName : Name);

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target; compressed if it ends in <c>.gz</c>.</param>
    /// <param name="episodes">Episodes, in order of the file.</param>
    public static void Write(string path, IReadOnlyList<EpisodeResult> episodes)
    {
        bool counted = episodes.All(episode => episode.Curve.Departures is not null);
        IReadOnlyList<IMetric> metrics = episodes.Count == 0 ? [] : episodes[0].Curve.Metrics;
        string[] scores = UsualMetric.IsAlone(metrics) ? [Accuracy] : [.. metrics.Select(metric => metric.Name)];
        using var text = new CsvBuilder([.. Keys, .. scores, .. counted ? [Departures] : (string[])[]]);
        foreach ((EpisodeSpec spec, LearningCurve curve) in episodes)
        {
            for (int i = 0; i < curve.Costs.Length; i++)
            {
                string[] cells =
                [
                    spec.Data, spec.Strategy, spec.Seed.ToString(CultureInfo.InvariantCulture), curve.Costs[i].ToString(CultureInfo.InvariantCulture),
                    .. metrics.Select((_, metric) => Decimals.Format(curve.In(metric).Scores[i])),
                ];
                text.Add(counted ? [.. cells, curve.Departures![i].ToString(CultureInfo.InvariantCulture)] : cells);
            }
        }
        CsvText.Write(path, text.ToString());
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <param name="parts">Where metrics are found.</param>
    /// <returns>The episodes, in the order of the file.</returns>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static IReadOnlyList<EpisodeResult> Read(string path, Parts parts)
    {
        var episodes = new Dictionary<EpisodeSpec, Points>();
        bool counted = CsvText.HasColumn(path, Departures);
        IMetric[] metrics = File.Exists(path) ? [.. CsvText.Header(path).Select(parts.TryFind<IMetric>).OfType<IMetric>()] : [];
        string[] columns = [.. Keys, .. metrics.Length == 0 ? [Accuracy] : metrics.Select(metric => metric.Name), .. counted ? [Departures] : (string[])[]];
        double[] scores = new double[Math.Max(1, metrics.Length)];
        foreach ((int line, string[] cells) in CsvText.Read(path, columns))
        {
            int departures = 0;
            bool read = long.TryParse(cells[2], CultureInfo.InvariantCulture, out long seed) & TryCost(cells[3], out double cost);
            for (int i = 0; i < scores.Length; i++)
            {
                read &= double.TryParse(cells[Keys.Length + i], CultureInfo.InvariantCulture, out scores[i]) && double.IsFinite(scores[i]);
            }
            if (!read || (counted && !int.TryParse(cells[^1], CultureInfo.InvariantCulture, out departures)))
            {
                throw new InvalidInputException($"{path}: line {line} is not a row of {string.Join(", ", columns)}");
            }
            var spec = new EpisodeSpec(cells[0], cells[1], seed);
            if (!episodes.TryGetValue(spec, out Points? curve))
            {
                episodes.Add(spec, curve = new Points([], [], []));
            }
            if (curve.Costs.Count > 0 && cost <= curve.Costs[^1])
            {
                throw new InvalidInputException(
                    FormattableString.Invariant($"{path}: line {line} has {cost} labels after {curve.Costs[^1]}; they must rise within an episode"));
            }
            curve.Costs.Add(cost);
            curve.Scores.Add([.. scores]);
            curve.Departures.Add(departures);
        }
        return episodes.Count > 0
            ? [.. episodes.Select(entry => new EpisodeResult(entry.Key, entry.Value.Curve(metrics, counted)))]
            : throw new InvalidInputException($"{path}: has no rows");
    }

    private static bool TryCost(string text, out double cost) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out cost) && double.IsFinite(cost);

    private sealed record Points(List<double> Costs, List<double[]> Scores, List<int> Departures)
    {
        public LearningCurve Curve(IMetric[] metrics, bool counted) =>
            LearningCurve.Of([.. Costs], metrics.Length == 0 ? [UsualMetric.Accuracy] : metrics, Scores) with
            {
                Departures = counted ? [.. Departures] : null,
            };
    }
}
