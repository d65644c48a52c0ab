using RlQuery.Core.Statistics;

namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>
/// Predictions have become stable: Cohen's kappa of successive models' predictions of the stop set is on average at least a threshold over the last three
/// comparisons.
/// </summary>
/// <param name="Threshold">In [0, 1].</param>
/// <param name="Apart">How many labels lie between two models that are compared, at least 1; more where a batch is larger.</param>
/// <remarks>
/// Source: M. Bloodgood and K. Vijay-Shanker, "A Method for Stopping Active Learning Based on Stabilizing Predictions and the Need for User-Adjustable
/// Stopping" (2009), who compare models a batch apart. Models a single label apart almost always agree, which says nothing.
/// </remarks>
internal sealed record StabilityRule(double Threshold, int Apart = StabilityRule.UsuallyApart) : IStoppingRule
{
    /// <summary>Number of comparisons of successive models.</summary>
    public const int Window = 3;

    /// <summary>Default number of labels between two models, as in <c>rlquery label</c>.</summary>
    public const int UsuallyApart = 10;

    /// <inheritdoc/>
    public string Text => Apart == UsuallyApart
        ? FormattableString.Invariant($"stability:{Threshold}")
        : FormattableString.Invariant($"stability:{Threshold}:{Apart}");

    /// <summary>Mean kappa of the last successive predictions.</summary>
    /// <param name="predictions">Predictions of one stop set by successive models; the last <see cref="Window"/> + 1 count.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>At most 1; null with fewer models.</returns>
    public static double? Agreement(IReadOnlyList<int[]> predictions, int classes) => predictions.Count <= Window ? null
        : Enumerable.Range(predictions.Count - Window, Window).Average(i => CohenKappa.Of(predictions[i - 1], predictions[i], classes));

    /// <inheritdoc/>
    public IStoppingWatch Watch() => new Own(this);

    private sealed class Own(StabilityRule rule) : IStoppingWatch
    {
        private readonly List<int[]> _predictions = [];
        private int _queries;

        public bool Holds(StoppingPoint point)
        {
            if (_predictions.Count == 0 || point.Queries - _queries >= rule.Apart)
            {
                _queries = point.Queries;
                _predictions.Add(point.Predictions);
            }
            return Agreement(_predictions, point.Classes) >= rule.Threshold;
        }
    }
}
