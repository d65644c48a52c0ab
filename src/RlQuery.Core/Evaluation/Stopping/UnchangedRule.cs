namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>No prediction of the stop set has changed over the last labels.</summary>
/// <param name="Queries">Number of labels, at least 1.</param>
internal sealed record UnchangedRule(int Queries) : IStoppingRule
{
    /// <inheritdoc/>
    public string Text => FormattableString.Invariant($"unchanged:{Queries}");

    /// <inheritdoc/>
    public IStoppingWatch Watch() => new Own(Queries);

    private sealed class Own(int queries) : IStoppingWatch
    {
        private int[] _predictions = [];
        private int _since;

        public bool Holds(StoppingPoint point)
        {
            if (!_predictions.AsSpan().SequenceEqual(point.Predictions))
            {
                (_predictions, _since) = (point.Predictions, point.Queries);
            }
            return point.Queries - _since >= queries;
        }
    }
}
