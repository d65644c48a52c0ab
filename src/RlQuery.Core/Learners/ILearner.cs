using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners;

/// <summary>A model that is refitted after every query. One instance serves one episode at a time and owns its buffers.</summary>
/// <remarks>
/// It must work with any number of labels, even none. A class without a label gets probability 0. Without any labels, every class gets the same probability,
/// a number is predicted as 0, and a text as the empty one. Numbers are in the units of the data: scaling all targets scales the predictions. A learner that
/// offers more implements <see cref="ICurvature"/>, <see cref="IPredictiveVariance"/> or <see cref="ISentenceScores"/> as well; signals have a documented
/// fallback without it. Not thread-safe; use one instance per thread.
/// </remarks>
public interface ILearner
{
    /// <summary>Name as in environment files, such as <c>logistic-regression</c>.</summary>
    string Name { get; }

    /// <summary>Begins an episode and forgets the previous one.</summary>
    /// <param name="items">The items that <see cref="Fit"/> refers to.</param>
    /// <param name="space">The allowed answers: one of several classes, a number, or a text.</param>
    void Start(Items items, AnswerSpace space);

    /// <summary>Fits the model, warm-started from the last solution where that helps.</summary>
    /// <param name="rows">Items; those of an earlier call in the same episode come first and in the same order.</param>
    /// <param name="answers">Answer of each item.</param>
    /// <param name="weights">Non-negative weight of each item; empty for 1 each.</param>
    void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights);

    /// <summary>Predicts every row of a matrix: class probabilities, numbers or texts.</summary>
    /// <param name="features">Rows with the problem's features, such as its items or the judge's.</param>
    /// <param name="prediction">Memory for what is predicted.</param>
    void Predict(FeatureMatrix features, Prediction prediction);

    /// <summary>Predicts what the judge compares with the truth.</summary>
    /// <param name="features">The judge's rows.</param>
    /// <param name="prediction">Memory for what is predicted.</param>
    /// <value>Default: <see cref="Predict"/>. A learner that is asked about pairs of rows tells the cluster of each row.</value>
    void PredictJudged(FeatureMatrix features, Prediction prediction) => Predict(features, prediction);
}
