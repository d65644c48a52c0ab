using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The command that would write an evaluation's folder again, from its manifest.</summary>
internal static class RepeatCommand
{
    private const string Continued = " \\\n    ";

    public static string Of(ReportSource source)
    {
        bool trains = source.Manifest["crossValidation"] is not null;
        string environments = string.Join(' ', source.Environments.Select(one => Word($"environments/{ReportSource.Show(one["name"])}.json")));
        List<string> parts = [$"rlquery {(trains ? "cross-validate" : "evaluate")} {environments}"];
        if (trains)
        {
            parts.AddRange([.. Options(source, ["agent", "steps", "seed"], "crossValidation"), $"--folds {source.Manifest["crossValidation"]!["folds"]!.AsArray().Count}", .. Folds(source)]);
        }
        else
        {
            parts.AddRange(source.Entries("data").Select(set => $"--data {Word(ReportSource.Show(set["name"]))}"));
            parts.AddRange(source.Strategies("policy").Select(policy => $"--policy {Word($"policies/{policy}")}"));
        }
        parts.AddRange(source.Strategies("heuristic").Select(name => $"--strategy {Word(name)}"));
        parts.AddRange(source.Learners.Select(name => $"--learner {Word(name)}"));
        parts.AddRange(MetricCatalog.IsDefault(source.Metrics) ? [] : source.Metrics.Select(metric => $"--metric {metric.Name}"));
        parts.AddRange(source.Reach.Select(score => $"--reach {Word(score)}"));
        parts.AddRange(source.Stops.Select(rule => $"--stop {Word(rule)}"));
        parts.AddRange(source.Text("split", "folds") is { Length: > 0 } folds && !trains ? [$"--split k-fold:{folds}"] : []);
        parts.AddRange(Options(source, trains ? ["repeats", "budget"] : ["seed", "repeats", "budget"]));
        if (source.Strategies("control").Count > 0 || source.Table(ControlsFile.Name) is not null)
        {
            parts.Add("--controls");
        }
        if (source.Text("attentionRepeats") is { Length: > 0 } attention)
        {
            parts.Add($"--attention {attention}");
        }
        return string.Join(Continued, parts.Append("--out runs/results/again"));
    }

    private static IEnumerable<string> Options(ReportSource source, string[] names, params string[] path) =>
        names.Select(name => $"--{name} {Word(source.Text([.. path, name]))}");

    // Some folds alone may have been run so far.
    private static IEnumerable<string> Folds(ReportSource source)
    {
        string[] done = [.. source.Manifest["crossValidation"]!["policies"]?.AsArray().Select(one => ReportSource.Show(one!["fold"])) ?? []];
        return done.Length == source.Manifest["crossValidation"]!["folds"]!.AsArray().Count ? [] : done.Select(fold => $"--fold {fold}");
    }

    private static string Word(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./".Contains(letter, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
