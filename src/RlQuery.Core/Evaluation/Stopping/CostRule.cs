namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>A label costs more than it gains: over the last labels, the model's expected error has fallen by less than the price per label.</summary>
/// <param name="Price"> What a label costs, in error rate: 0.001 where a thousand labels may cost as much as being always wrong rather than never. In [0, 1].
/// </param>
/// <param name="Apart">Over how many labels the fall is measured, at least 1.</param>
/// <remarks>
/// After the cost-minimising stopping of C. Dimitrakakis and C. Savu-Krohn, "Cost-Minimising Strategies for Data Labelling: Optimal Stopping and Active
/// Learning" (2008), which stops where the expected fall of the error is below the price; they estimate the error from a curve that is fitted to it. Here it
/// is one minus the mean probability of the predictions of unlabelled rows, so that it needs no test rows; a model that is sure of itself without reason
/// stops too early.
/// </remarks>
internal sealed record CostRule(double Price, int Apart = CostRule.UsuallyApart) : IStoppingRule
{
    /// <summary>Default number of labels over which the fall is measured.</summary>
    public const int UsuallyApart = 10;

    /// <inheritdoc/>
    public string Text => Apart == UsuallyApart ? FormattableString.Invariant($"cost:{Price}") : FormattableString.Invariant($"cost:{Price}:{Apart}");

    /// <inheritdoc/>
    public IStoppingWatch Watch() => new Own(this);

    private sealed class Own(CostRule rule) : IStoppingWatch
    {
        private readonly Queue<(int Queries, double Error)> _seen = new();

        public bool Holds(StoppingPoint point)
        {
            double error = 1 - point.Confidence;
            while (_seen.Count > 1 && point.Queries - _seen.ElementAt(1).Queries >= rule.Apart)
            {
                _seen.Dequeue();
            }
            bool holds = _seen.TryPeek(out var before) && point.Queries - before.Queries >= rule.Apart
                && before.Error - error < rule.Price * (point.Queries - before.Queries);
            _seen.Enqueue((point.Queries, error));
            return holds;
        }
    }
}
