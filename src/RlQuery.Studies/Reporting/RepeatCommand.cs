using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Reporting;

/// <summary>
/// The command that would write an evaluation's folder again, from its manifest; custom strategies of a program are not available to it, and it cannot name the
/// assembly of custom parts.
/// </summary>
internal static class RepeatCommand
{
    private const string Continued = " \\\n    ";

    public static string Of(ResultFolder folder)
    {
        EvaluationSettings settings = folder.Settings;
        string verb = settings.CrossValidation is null ? "evaluate" : "cross-validate";
        List<string> parts = [$"rlquery {verb} {string.Join(' ', settings.Environments.Select(one => Word($"environments/{one.Name}.json")))}"];
        if (settings.CrossValidation is { } plan)
        {
            parts.AddRange([$"--agent {Word(plan.Agent)}", Option("steps", plan.Steps), Option("seed", plan.Seed), Option("folds", plan.Folds)]);
            // Some folds alone may have been run so far.
            parts.AddRange(plan.Done.Count == plan.Folds ? [] : plan.Done.Select(fold => Option("fold", fold)));
        }
        else
        {
            parts.AddRange(settings.Sets.Select(set => $"--data {Word(set.Name)}"));
            parts.AddRange(folder.Strategies(StrategyKind.Policy).Select(policy => $"--policy {Word($"policies/{policy}")}"));
        }
        parts.AddRange(folder.Strategies(StrategyKind.Heuristic).Select(name => $"--strategy {Word(name)}"));
        parts.AddRange(settings.Learners.Select(name => $"--learner {Word(name)}"));
        parts.AddRange(UsualMetric.IsAlone(settings.Metrics) ? [] : settings.Metrics.Select(metric => $"--metric {metric.Name}"));
        parts.AddRange(NamesOwnParts(folder) ? ["--parts my.dll"] : []);
        parts.AddRange(settings.Reach.Select(score => $"--reach {Word(score.ToString(CultureInfo.InvariantCulture))}"));
        parts.AddRange(settings.Stops.Select(rule => $"--stopping-rule {Word(rule)}"));
        parts.AddRange(settings.CrossValidation is null && settings.Folds is int folds ? [$"--split k-fold:{folds}"] : []);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"--seeds {settings.Seed}-{settings.Seed + settings.Repeats - 1}"));
        parts.Add(Option("budget", settings.Budget));
        if (settings.CrossValidation is not null)
        {
            parts.AddRange(settings.BatchSize is int batch ? [Option("batch-size", batch)] : []);
            parts.AddRange((settings.StartPerClass ?? settings.StartLabels) is int start ? [Option("start", start)] : []);
        }
        if (folder.Strategies(StrategyKind.Control).Count > 0 || folder.Table(ControlsAnalysis.File) is not null)
        {
            parts.Add("--controls");
        }
        if (settings.AttentionRepeats is int attention)
        {
            parts.Add(Option("attention", attention));
        }
        return string.Join(Continued, parts.Append("--out runs/results/again"));
    }

    // Which assembly they came from is not recorded.
    private static bool NamesOwnParts(ResultFolder folder)
    {
        Parts known = StudyParts.Create();
        return folder.Strategies(StrategyKind.Heuristic).Any(name => known.TryFind<IQueryStrategy>(name) is null)
            || folder.Settings.Learners.Any(name => known.TryFind<ILearnerFactory>(name) is null)
            || folder.Settings.Metrics.Any(metric => known.TryFind<IMetric>(metric.Name) is null);
    }

    private static string Option(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"--{name} {value}");

    private static string Word(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./".Contains(letter, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
