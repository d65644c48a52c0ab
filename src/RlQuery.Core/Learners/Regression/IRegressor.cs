using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Regression;

/// <summary>A model of a number that is refitted after every query: what <see cref="ILearner"/> is to classes. One instance serves one episode at a time.</summary>
/// <remarks>
/// Any number of labels must do, even none, which predicts 0. Targets are in the units of the data, whatever they are: a model of targets that were all multiplied by a
/// number predicts its multiples. Not thread-safe; use one instance per thread.
/// </remarks>
public interface IRegressor
{
    /// <summary>Name as in environment files, such as <c>ridge-regression</c>.</summary>
    string Name { get; }

    /// <summary>Begins an episode and forgets the previous one.</summary>
    /// <param name="problem">Its pool's rows are what <see cref="Fit"/> refers to.</param>
    void Start(RegressionProblem problem);

    /// <summary>Fits the model.</summary>
    /// <param name="rows">Pool rows.</param>
    /// <param name="targets">Target of each row.</param>
    /// <param name="weights">Positive weight of each row; empty for 1 each.</param>
    void Fit(ReadOnlySpan<int> rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights);

    /// <summary>Predicts every row of a matrix.</summary>
    /// <param name="features">Rows with the problem's features, such as its pool or test part.</param>
    /// <param name="values">Receives [rows].</param>
    void Predict(FeatureMatrix features, Span<double> values);
}
