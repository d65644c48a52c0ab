using RlQuery.Core;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Results;

/// <summary>The folder of an evaluation, from whose files its figures and its report are made.</summary>
/// <param name="folder">The folder.</param>
/// <param name="parts">Where what its files name is found.</param>
public sealed class ResultFolder(string folder, Parts parts)
{
    private EvaluationSettings? _settings;
    private IReadOnlyList<EpisodeResult>? _episodes;

    /// <summary>The folder, as it was named.</summary>
    public string Target => folder;

    /// <summary>Where what its files name is found.</summary>
    public Parts Parts => parts;

    /// <summary>Whether it says what was run; there is no report of episodes alone.</summary>
    public bool HasManifest => File.Exists(Path.Combine(folder, EvaluationManifest.Name));

    /// <summary>What was run.</summary>
    public EvaluationSettings Settings => _settings ??= EvaluationManifest.Read(folder, parts);

    /// <summary>The episodes, without the controls of policies, which have their own table.</summary>
    public IReadOnlyList<EpisodeResult> Episodes => _episodes ??= ReadEpisodes();

    /// <summary>Whether its results stand in a folder for each learner.</summary>
    public bool IsGrid => Settings.Learners.Count > 1;

    /// <summary>What strategies are compared by.</summary>
    public IMetric Metric => Settings.Metrics[0];

    /// <summary>The reference of differences set by set and of saved labels.</summary>
    public ComparisonReference Reference => ComparisonReference.Main(Metric);

    /// <summary>The results of a learner.</summary>
    /// <param name="learner">Its name.</param>
    public ResultFolder Of(string learner) => new(Path.Combine(folder, learner), parts);

    /// <summary>What a strategy is: as the manifest records it, and in a folder without one as its name suggests.</summary>
    /// <param name="strategy">Its name.</param>
    public StrategyKind KindOf(string strategy) =>
        (HasManifest ? Settings.Strategies.FirstOrDefault(one => one.Name == strategy)?.Kind : null) ?? StrategyKinds.OfName(strategy, parts);

    /// <summary>Names of the strategies of some kinds.</summary>
    /// <param name="kinds">The kinds.</param>
    public IReadOnlyList<string> Strategies(params StrategyKind[] kinds) =>
        [.. Settings.Strategies.Where(one => kinds.Contains(one.Kind)).Select(one => one.Name)];

    /// <summary>The path of a file of the folder; null where it has none of that name.</summary>
    /// <param name="name">Its name.</param>
    public string? Find(string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    /// <summary>A table of the folder; null where it has none of that name, or an empty one.</summary>
    /// <param name="name">Name of its file.</param>
    public ResultTable? Table(string name) => Find(name) is string path && ResultTable.Read(path) is { Rows.Count: > 0 } table ? table : null;

    /// <summary>A figure of the folder as an SVG file; null where it has none of that name.</summary>
    /// <param name="name">Its name without extension.</param>
    public byte[]? Figure(string name) => Find(name + ".svg") is string path ? File.ReadAllBytes(path) : null;

    private EpisodeResult[] ReadEpisodes()
    {
        // A manifest that names what is unknown here says so better than the columns of the episodes.
        _ = HasManifest ? Settings : null;
        return [.. EpisodesFile.Read(EpisodesFile.Find(folder), parts).Where(episode => KindOf(episode.Spec.Strategy) != StrategyKind.Control)];
    }
}
