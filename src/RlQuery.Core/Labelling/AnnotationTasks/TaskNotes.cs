using System.Globalization;
using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>What probabilities, difficulty and time of tasks rest on, in words.</summary>
internal static class TaskNotes
{
    /// <summary>A line for each.</summary>
    public static IReadOnlyList<string> Of(
        QueryTable rows, RowBeliefs? beliefs, DisagreementModel? model, int recorded, AnswerSeconds? timed, int times) =>
    [
        Probabilities(rows, beliefs), Difficulty(model, recorded),
        timed is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"time: {AnswerSeconds.Default.Base:F2} s and {AnswerSeconds.Default.PerWord:F3} s a word, as published; {times} answers have times, "
                + $"and {AnswerSeconds.FewestTimes} are needed for a fit")
            : string.Create(CultureInfo.InvariantCulture, $"time: {timed.Base:F2} s and {timed.PerWord:F3} s a word, fitted to {times} answers"),
    ];

    private static string Probabilities(QueryTable rows, RowBeliefs? beliefs) =>
        beliefs is null ? $"probabilities: shares of the classes among {rows.Labelled.Length} labels; the learner needs labels of two classes"
        : beliefs.Temperature is double temperature
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"probabilities: the learner's, with temperature {temperature:F2} of cross-validation on {rows.Labelled.Length} labels")
            : $"probabilities: the learner's as they are; {rows.Labelled.Length} labels are known, and a temperature needs {RowBeliefs.FewestLabels}";

    private static string Difficulty(DisagreementModel? model, int recorded) => model is null
        ? $"difficulty: uncalibrated, 1 less the sum of squared probabilities; {recorded} recorded rows have two answers, and a fit needs "
            + $"{DisagreementModel.FewestRows}, agreed and not, and a learner"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"difficulty: {(model.IsConstant ? "the mean disagreement" : "fitted to the disagreement")} of {model.Rows} recorded rows; Brier score in "
            + $"cross-validation {model.Brier:F4}, of a constant {model.ConstantBrier:F4}");
}
