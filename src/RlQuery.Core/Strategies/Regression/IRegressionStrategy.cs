namespace RlQuery.Core.Strategies.Regression;

/// <summary>Decides which candidate of a regression is labelled next: what <see cref="IQueryStrategy"/> is to classification.</summary>
/// <remarks>
/// A strategy is a function of what it sees alone: it keeps nothing from call to call, and several threads may use it at once. It scores; who runs it takes the best by
/// <see cref="QueryChoice.Best"/>, and for a batch looks again.
/// </remarks>
public interface IRegressionStrategy
{
    /// <summary>Name as in tables, such as <c>greedy-input</c>.</summary>
    string Name { get; }

    /// <summary>What is labelled first, in a few words.</summary>
    string Description { get; }

    /// <summary>Scores every candidate.</summary>
    /// <param name="view">The episode as it stands.</param>
    /// <param name="scores">Receives a score for each of <see cref="RegressionView.Candidates"/>: the higher, the sooner it is labelled. Never NaN.</param>
    void Score(RegressionView view, Span<float> scores);
}
