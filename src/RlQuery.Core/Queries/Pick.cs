namespace RlQuery.Core.Queries;

/// <summary>A row that shall be labelled.</summary>
/// <param name="Row">Its 0-based row in the data.</param>
/// <param name="Score">The strategy's score: the highest is chosen first.</param>
/// <param name="Signals">The value of each signal of the strategy's signal list, in its order.</param>
/// <param name="Contributions">How much each signal contributes to the score; see <see cref="Attribution"/>.</param>
public sealed record Pick(int Row, float Score, float[] Signals, float[] Contributions)
{
    /// <summary>Uncertainty and difficulty of the row.</summary>
    public RowJudgement Judgement { get; init; } = RowJudgement.None;

    /// <summary>Why it was chosen, in words; see <see cref="ReasonWords"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The signals that spoke for the row, the strongest first: positions in the strategy's signal list.</summary>
    /// <param name="most">Largest number of signals.</param>
    public IReadOnlyList<int> Reasons(int most) =>
    [
        .. Enumerable.Range(0, Contributions.Length)
            .Where(signal => Contributions[signal] > 0)
            .OrderByDescending(signal => Contributions[signal])
            .Take(most),
    ];
}
