using RlQuery.Studies.Attention;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Analyses;

/// <summary>The episodes of one learner, and what follows from them.</summary>
public sealed class LearnerResults
{
    /// <param name="settings">What was run, for this learner.</param>
    /// <param name="episodes">The episodes that did not fail.</param>
    /// <param name="attention">What policies attend to.</param>
    /// <param name="originOf">The origin of a data set, by its name, if results are also pooled over origins; else null.</param>
    internal LearnerResults(
        EvaluationSettings settings, IReadOnlyList<EpisodeResult> episodes, AttentionResult attention, Func<string, string>? originOf = null)
    {
        (Settings, Episodes, Attention, OriginOf) = (settings, episodes, attention, originOf);
        string[] references = [.. ComparisonReference.All(settings.Metrics[0]).Select(one => one.Name)];
        string main = ComparisonReference.Main(settings.Metrics[0]).Name;
        Summary = SummaryRow.Of(episodes, settings.Budget, settings.Seen);
        OtherMetrics =
        [
            .. Enumerable.Range(1, settings.Metrics.Count - 1)
                .SelectMany(i => SummaryRow.Of(episodes.Select(episode => episode.In(i)), settings.Budget, settings.Seen)),
        ];
        Comparisons = [.. references.SelectMany(reference => Comparison.With(reference, episodes))];
        Verdicts = [.. references.SelectMany(reference => StrategyVerdict.With(reference, episodes))];
        Differences = SetDifferences.With(main, episodes);
        Curves = CurveBand.OfCompleteSeeds(episodes);
        Saved = LabelsSaved.To(main, Curves);
        Reached = LabelsToScore.Of(settings.Reach, Curves);
        Stops = StoppingRow.Of(episodes, settings.Stops);
        Controls = settings.CountDepartures ? ControlRow.Of(episodes) : [];
        PooledOverSets = originOf is null ? [] : PooledComparison.With(main, episodes, data => data);
        PooledOverOrigins = originOf is null ? [] : PooledComparison.With(main, episodes, originOf);
    }

    /// <summary>What was run.</summary>
    public EvaluationSettings Settings { get; }

    /// <summary>The episodes that did not fail.</summary>
    public IReadOnlyList<EpisodeResult> Episodes { get; }

    /// <summary>What policies attend to; empty if it was not measured.</summary>
    public AttentionResult Attention { get; }

    /// <summary>Each strategy on each data set.</summary>
    public IReadOnlyList<SummaryRow> Summary { get; }

    /// <summary>The same for the other metrics.</summary>
    public IReadOnlyList<SummaryRow> OtherMetrics { get; }

    /// <summary>Each strategy against each reference, by data set and over all.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; }

    /// <summary>Whether each strategy is better than each reference.</summary>
    public IReadOnlyList<StrategyVerdict> Verdicts { get; }

    /// <summary>Each strategy against the main reference, set by set; empty where that was not run.</summary>
    public IReadOnlyList<SetDifferences> Differences { get; }

    /// <summary>Mean learning curves over the seeds that all strategies completed.</summary>
    public IReadOnlyList<CurveBand> Curves { get; }

    /// <summary>Labels saved on the way to the score that the main reference ends with.</summary>
    public IReadOnlyList<LabelsSaved> Saved { get; }

    /// <summary>Labels to the scores that were asked for.</summary>
    public IReadOnlyList<LabelsToScore> Reached { get; }

    /// <summary>The stopping rules in hindsight.</summary>
    public IReadOnlyList<StoppingRow> Stops { get; }

    /// <summary>What each strategy gains over margin, and how often it departs from it; empty without controls.</summary>
    public IReadOnlyList<ControlRow> Controls { get; }

    /// <summary>Each strategy against margin over the data sets; empty outside a cross-validation.</summary>
    public IReadOnlyList<PooledComparison> PooledOverSets { get; }

    /// <summary>Each strategy against margin over the origins of the data sets; empty outside a cross-validation.</summary>
    public IReadOnlyList<PooledComparison> PooledOverOrigins { get; }

    /// <summary>The origin of a data set, by its name; null outside a cross-validation.</summary>
    internal Func<string, string>? OriginOf { get; }

    /// <summary>Writes the manifest, all tables and the figures into an existing folder.</summary>
    internal void Write(string folder)
    {
        Settings.WriteManifest(folder);
        if (Episodes.Count > 0)
        {
            EvaluationAnalyses.Write(folder, this);
        }
    }
}
