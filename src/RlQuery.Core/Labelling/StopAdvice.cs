using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>Whether to advise an annotator to stop: predictions no longer change, and the learner no longer improves.</summary>
/// <remarks>
/// Source of the first: M. Bloodgood and K. Vijay-Shanker, "A Method for Stopping Active Learning Based on Stabilizing Predictions and the Need for
/// User-Adjustable Stopping" (2009): Cohen's kappa of successive models' predictions of a fixed stop set, on average at least 0.99 over the last three. Of
/// numbers it is ours, with Lin's concordance in kappa's place: at 0.99 successive predictions differ by about a seventh of their standard deviation. The
/// second is ours too: over the same labels the accuracy has risen, or the error fallen, by no more than its standard error.
/// </remarks>
public static class StopAdvice
{
    /// <summary>Number of comparisons of successive checkpoints.</summary>
    public const int Window = StabilityRule.Window;

    /// <summary>Mean agreement from which predictions count as stable.</summary>
    public const double Stable = 0.99;

    /// <summary>Mean agreement of successive checkpoints: kappa of classes, concordance of numbers.</summary>
    /// <param name="checkpoints">Successive checkpoints over one stop set; the last <see cref="Window"/> + 1 count.</param>
    /// <param name="space">What is predicted.</param>
    /// <returns>At most 1; null with fewer checkpoints.</returns>
    public static double? Agreement(IReadOnlyList<Checkpoint> checkpoints, AnswerSpace space)
    {
        double[][] predictions = [.. checkpoints.Select(checkpoint => checkpoint.Predictions)];
        return !space.IsNumber ? StabilityRule.Agreement(Array.ConvertAll(predictions, labels => Array.ConvertAll(labels, label => (int)label)), space.Classes)
            : predictions.Length <= Window ? null
            : Enumerable.Range(predictions.Length - Window, Window).Average(i => Concordance.Of(predictions[i - 1], predictions[i]));
    }

    /// <summary>Whether labelling more has stopped paying.</summary>
    /// <param name="checkpoints">As in <see cref="Agreement"/>.</param>
    /// <param name="space">What is predicted.</param>
    public static bool IsDue(IReadOnlyList<Checkpoint> checkpoints, AnswerSpace space) =>
        Agreement(checkpoints, space) >= Stable
        && checkpoints[^1].Quality is { } now && checkpoints[^(Window + 1)].Quality is { } before && now.GainOver(before) <= now.StandardError;
}
