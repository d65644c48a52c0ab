using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Queries;

namespace RlQuery.Sessions;

/// <summary>What a session tells whoever labels, in words: the same in the terminal and on the page.</summary>
public static class SessionWords
{
    /// <summary>What an annotator is called.</summary>
    /// <param name="annotator">The name; null if nobody was named.</param>
    public static string Name(string? annotator) => annotator ?? "(nobody named)";

    /// <summary>Why a row is asked for, with its uncertainty and difficulty where they are known.</summary>
    /// <param name="question">The question.</param>
    public static string Why(Question question) => question.Reason + (question.Judgement is { Uncertainty: float uncertainty, Difficulty: float difficulty }
        ? string.Create(CultureInfo.InvariantCulture, $"; uncertainty {uncertainty:F2}, difficulty {difficulty:F2}") : "");

    /// <summary>The number or text that the learner expects; null where it expects none.</summary>
    /// <param name="expected">Its prediction.</param>
    public static string? Guess(Expectation? expected)
    {
        string deviation = expected?.Deviation is double spread ? string.Create(CultureInfo.InvariantCulture, $", give or take {spread:G2}") : "";
        return expected?.Text is { Length: > 0 } text ? $"the model proposes: {text}"
            : expected?.Number is double number ? string.Create(CultureInfo.InvariantCulture, $"the model expects {number:G4}{deviation}") : null;
    }

    /// <summary>What annotators said of a row on which they disagree, and how many such rows there are.</summary>
    /// <param name="state">The session.</param>
    /// <param name="row">The row.</param>
    public static string Disagreement(LabellingState state, int row)
    {
        IEnumerable<string> said = state.OpinionsOf(row).Select(one => $"{Name(one.By)}: {one.Answer ?? "(skipped)"}");
        return string.Create(
            CultureInfo.InvariantCulture, $"annotators disagree: {string.Join(", ", said)}; rows left to settle: {state.Conflicts.Count()}");
    }

    /// <summary>How often each class was given so far.</summary>
    /// <param name="state">The session.</param>
    public static IReadOnlyList<int> CountsOf(LabellingState state)
    {
        IEnumerable<string> given = state.Answers.OfType<string>();
        var counts = (state.Form.Kind == TargetKind.ClassSet ? given.SelectMany(set => set.Split(';')) : given).CountBy(name => name).ToDictionary();
        return [.. state.Classes.Select(name => counts.GetValueOrDefault(name))];
    }

    /// <summary>How many rows are labelled, skipped and left.</summary>
    /// <param name="state">The session.</param>
    public static string Counts(LabellingState state)
    {
        int open = state.Answers.Count(answer => answer is null) - state.Skipped.Count;
        return string.Create(CultureInfo.InvariantCulture, $"labelled {state.Labelled.Count}, skipped {state.Skipped.Count}, left {open}");
    }

    /// <summary>How many questions about pairs were answered and skipped, and of how many pairs the answer is known.</summary>
    /// <param name="table">The table.</param>
    /// <param name="state">The session.</param>
    public static string Counts(PairTable table, LabellingState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"answered {state.Labelled.Count}, skipped {state.Skipped.Count}, known {table.Known(state)} of {table.Pairs.Count} pairs");

    /// <summary>What a cluster is called.</summary>
    /// <param name="cluster">Its 0-based number.</param>
    public static string Cluster(int cluster) => string.Create(CultureInfo.InvariantCulture, $"cluster {cluster}");

    /// <summary>Questions about pairs so far, answers that followed from them, and clusters, a line each.</summary>
    /// <param name="table">The table.</param>
    /// <param name="state">The session.</param>
    /// <param name="clusters">Number of clusters that were found.</param>
    public static IEnumerable<string> Progress(PairTable table, LabellingState state, int clusters)
    {
        int same = state.Labelled.Count(item => state.Answers[item] == LinkAnswers.Same);
        int given = state.Labelled.Count;
        yield return string.Create(CultureInfo.InvariantCulture, $"questions answered: {given} ({same} same, {given - same} different)");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"answers that followed from them: {table.Known(state) - given} of {table.Pairs.Count - given} pairs");
        yield return string.Create(CultureInfo.InvariantCulture, $"clusters found: {clusters}");
    }

    /// <summary>Accuracies or errors of the last checkpoints, and whether labelling more has stopped paying, a line each.</summary>
    /// <param name="state">The session.</param>
    /// <param name="checkpoints">Its last checkpoints.</param>
    /// <param name="heldBack">Whether rows are held back to measure them.</param>
    /// <returns>Empty where nothing is measured yet.</returns>
    public static IEnumerable<string> Progress(LabellingState state, IReadOnlyList<Checkpoint> checkpoints, bool heldBack)
    {
        if (checkpoints.Count == 0 || checkpoints[^1].Quality is not { } last)
        {
            yield break;
        }
        string values = string.Join(", ", checkpoints.Where(checkpoint => checkpoint.Quality is not null)
            .Select(checkpoint => string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Quality!.Value:F3} at {checkpoint.Labels}")));
        string how = heldBack && last.Rows > 0 ? $"on {last.Rows} rows held back" : "cross-validated";
        yield return last.HigherIsBetter ? $"accuracy {values} labels ({how})" : $"error {values} labels (RMSE in standard deviations, {how})";
        if (StopAdvice.Agreement(checkpoints, state.Space) is double agreement)
        {
            string name = state.Space.IsNumber ? "concordance" : "kappa";
            yield return string.Create(
                CultureInfo.InvariantCulture, $"predictions agree with those before by {name} {agreement:F3} (stable from {StopAdvice.Stable:F2})");
        }
        if (StopAdvice.IsDue(checkpoints, state.Space))
        {
            string level = last.HigherIsBetter ? "accuracy no longer rises" : "the error no longer falls";
            yield return $"labelling more has stopped paying: predictions are stable and {level}";
        }
    }
}
