using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>A model that is refitted after every query. One instance serves one episode at a time and owns its buffers.</summary>
/// <remarks>
/// Any number of labels must do, even none: a class without a label gets probability 0, and without any label every class gets the same.
/// A learner that offers more implements <see cref="ICurvature"/> as well; signals have a documented fallback without it.
/// Not thread-safe; use one instance per thread.
/// </remarks>
public interface ILearner
{
    /// <summary>Name as in environment files, such as <c>logistic-regression</c>.</summary>
    string Name { get; }

    /// <summary>Begins an episode and forgets the previous one.</summary>
    /// <param name="problem">Its pool's rows are what <see cref="Fit"/> refers to.</param>
    void Start(LearningProblem problem);

    /// <summary>Fits the model, from the last solution where that helps.</summary>
    /// <param name="rows">Pool rows; those of an earlier call in the same episode come first and in the same order.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="weights">Non-negative weight of each row; empty for 1 each.</param>
    void Fit(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights);

    /// <summary>Predicts the class probabilities of every row of a matrix.</summary>
    /// <param name="features">Rows with the problem's features, such as its pool or test part.</param>
    /// <param name="probabilities">Receives [rows x classes], each row summing to 1.</param>
    void Predict(FeatureMatrix features, Span<float> probabilities);
}
