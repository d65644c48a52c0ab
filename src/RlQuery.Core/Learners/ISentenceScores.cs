using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>How sure a learner of texts is of the text that it would predict. Every such learner should implement it: signals of confidence read it.</summary>
public interface ISentenceScores
{
    /// <summary>The log-probability of the best text for some rows, divided by its number of tokens.</summary>
    /// <param name="features">Rows with the problem's features and texts.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="scores">Receives a value for each of <paramref name="rows"/>: at most 0, in nats; negative infinity where there is nothing to predict
    /// from, such as no label.</param>
    void ScoreSentences(FeatureMatrix features, ReadOnlySpan<int> rows, Span<double> scores);

    /// <summary>The variance of that score between models of a committee, such as masks of dropout.</summary>
    /// <param name="features">Rows with the problem's features and texts.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="variances">Receives a value for each of <paramref name="rows"/>, none negative, in squared nats.</param>
    /// <value>Default: 0 for all, which tells nothing.</value>
    void ScoreVariances(FeatureMatrix features, ReadOnlySpan<int> rows, Span<double> variances) => variances.Clear();
}
