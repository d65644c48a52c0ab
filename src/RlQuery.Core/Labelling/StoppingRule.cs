using RlQuery.Core.Evaluation.Stopping;

namespace RlQuery.Core.Labelling;

/// <summary>When labelling more has stopped paying: predictions no longer change, and accuracy no longer rises.</summary>
/// <remarks>
/// Source of the first: M. Bloodgood and K. Vijay-Shanker, "A Method for Stopping Active Learning Based on Stabilizing Predictions and the Need
/// for User-Adjustable Stopping" (2009): Cohen's kappa of successive models' predictions of a fixed stop set, on average at least 0.99 over the last three.
/// The second is ours: over the same labels the accuracy has risen by no more than its standard error.
/// </remarks>
public static class StoppingRule
{
    /// <summary>Comparisons of successive checkpoints that are looked at.</summary>
    public const int Window = StabilityRule.Window;

    /// <summary>Mean kappa from which predictions count as stable.</summary>
    public const double Stable = 0.99;

    /// <summary>Mean kappa of successive checkpoints.</summary>
    /// <param name="checkpoints">Successive checkpoints over one stop set; the last <see cref="Window"/> + 1 count.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>At most 1; null with fewer checkpoints.</returns>
    public static double? Agreement(IReadOnlyList<Checkpoint> checkpoints, int classes) =>
        StabilityRule.Agreement([.. checkpoints.Select(checkpoint => checkpoint.Predictions)], classes);

    /// <summary>Whether labelling more has stopped paying.</summary>
    /// <param name="checkpoints">As in <see cref="Agreement"/>.</param>
    /// <param name="classes">Number of classes.</param>
    public static bool IsMet(IReadOnlyList<Checkpoint> checkpoints, int classes) =>
        Agreement(checkpoints, classes) >= Stable
        && checkpoints[^1].Accuracy - checkpoints[^(Window + 1)].Accuracy <= checkpoints[^1].StandardError;
}
