using RlQuery.Core;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Tasks;
using RlQuery.Reports;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Watching;

/// <summary>The trainings and evaluations in some folders, and how far they have come. Each is read anew only where its file has changed.</summary>
/// <param name="roots">The folders; they need not exist.</param>
/// <param name="parts">Where metrics and heuristics are found.</param>
/// <remarks>Several threads may use it at once.</remarks>
public sealed class RunBoard(IReadOnlyList<string> roots, Parts parts)
{
    private const int MostPoints = 200;
    private const long MostBytes = 64L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Length, DateTime Written, RunView View)> _known = [];

    /// <summary>Looks for the runs: those of each folder by name.</summary>
    public IReadOnlyList<WatchedRun> Find() => [.. roots.SelectMany(WatchedRun.Find).DistinctBy(run => run.Folder)];

    /// <summary>Reads one.</summary>
    /// <param name="run">The run.</param>
    /// <returns>How far it has come; where its file cannot be read, that in words.</returns>
    public RunView Read(WatchedRun run)
    {
        var file = new FileInfo(run.File);
        lock (_gate)
        {
            (long length, DateTime written) = file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);
            if (_known.TryGetValue(run.File, out var known) && known.Length == length && known.Written == written)
            {
                return known.View;
            }
            RunView view = length > MostBytes ? Nothing($"{length >> 20} MB of episodes are too many to show here; see its report") : Parse(run);
            _known[run.File] = (length, written, view);
            return view;
        }
    }

    private RunView Parse(WatchedRun run)
    {
        try
        {
            return run.Kind switch
            {
                RunKind.Evaluating => OfJournal(JournalContent.Watch(run.File, parts)),
                RunKind.Evaluated => OfFolder(new ResultFolder(run.Folder, parts)),
                _ => OfTraining(TrainingLog.Watch(run.File)),
            };
        }
        catch (InvalidInputException fault)
        {
            // Whoever watches need not know where on this machine it lies.
            return Nothing(string.Join("; ", fault.Faults).Replace(run.Folder, run.Name, StringComparison.Ordinal));
        }
    }

    private static RunView OfTraining(TrainingLog log)
    {
        if (log.Steps.Length == 0)
        {
            return Nothing("no episode has ended yet");
        }
        int last = log.Steps.Length - 1;
        int[] played = [.. Where(log.Return)];
        int[] validated = [.. Where(log.Validation)];
        var curves = new List<RunCurve> { Curve("return in training", log.Steps, log.Return, played, []) };
        string words = FormattableString.Invariant($"{log.Steps[last]:F0} steps; ")
            + (played.Length == 0 ? "no episode has ended yet" : FormattableString.Invariant($"return {log.Return[played[^1]]:+0.0000;-0.0000}"));
        if (validated.Length > 0)
        {
            curves.Add(Curve("validation of the policy", log.Steps, log.Validation, validated, log.ValidationError));
            words += FormattableString.Invariant($", validation {log.Validation[validated[^1]]:+0.0000;-0.0000}");
        }
        return new RunView(words, "steps", "gain in AUBC", curves);
    }

    private static IEnumerable<int> Where(double[] values) => Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i]));

    private static RunCurve Curve(string name, double[] x, double[] y, int[] places, double[] errors)
    {
        int[] kept = Thin(places);
        bool isKnown = errors.Length > 0 && kept.All(place => double.IsFinite(errors[place]));
        return new RunCurve(
            name, Array.ConvertAll(kept, place => x[place]), Array.ConvertAll(kept, place => y[place]),
            isKnown ? Array.ConvertAll(kept, place => errors[place]) : []);
    }

    private static RunView OfJournal(JournalContent content)
    {
        EpisodeOutcome[] ended = [.. content.Outcomes.Values];
        EpisodeResult[] first =
        [
            .. ended.Where(one => one.Curve is not null && one.Cell.Learner == content.Settings.Learners[0])
                .Select(one => new EpisodeResult(one.Cell.Episode, one.Curve!)),
        ];
        long all = content.Settings.CellsOf(content.Shard);
        int failed = ended.Count(one => one.Failure is not null);
        string words = FormattableString.Invariant($"{ended.Length} of {all} episodes{(failed > 0 ? $", {failed} failed" : "")}");
        return OfCurves(first, [.. content.Settings.Strategies.Select(one => one.Name)], words, content.Settings.CostUnit);
    }

    private static RunView OfFolder(ResultFolder folder) => OfCurves(
        folder.Episodes, [.. folder.Episodes.Select(one => one.Spec.Strategy).Distinct()], FormattableString.Invariant($"{folder.Episodes.Count} episodes"),
        folder.HasManifest ? folder.Settings.CostUnit : ITask.Labels);

    // Strategies are compared where all have run: on the same sets, by the same seeds.
    private static RunView OfCurves(IReadOnlyList<EpisodeResult> episodes, string[] strategies, string words, string unit)
    {
        EpisodeResult[][] paired =
        [
            .. episodes.GroupBy(one => (one.Spec.Data, one.Spec.Seed)).Select(cell => cell.ToArray()).Where(cell => cell.Length == strategies.Length),
        ];
        if (paired.Length == 0)
        {
            return Nothing($"{words}; no set and seed that all strategies have run yet");
        }
        RunCurve[] curves = [.. strategies.Select(name => Mean(name, [.. paired.SelectMany(cell => cell).Where(one => one.Spec.Strategy == name)]))];
        string over = FormattableString.Invariant($"{words}; means over {paired.Length} pairs of set and seed that all strategies have run");
        return new RunView(over, unit, paired[0][0].Curve.Metric.Words, curves);
    }

    private static RunCurve Mean(string name, EpisodeResult[] episodes)
    {
        (double[] x, double[] y) = MeanCurve.Of([.. episodes.Select(one => (one.Curve.Costs, one.Curve.Scores))]);
        return Curve(name, x, y, [.. Enumerable.Range(0, x.Length)], []);
    }

    private static RunView Nothing(string words) => new(words, "", "", []);

    private static int[] Thin(int[] places) => places.Length <= MostPoints ? places
        : [.. Enumerable.Range(0, MostPoints).Select(i => places[(int)((long)i * (places.Length - 1) / (MostPoints - 1))])];
}
