namespace RlQuery.Core.Learners.Regression;

/// <summary>Makes <see cref="GaussianProcessRegression"/> learners.</summary>
public sealed class GaussianProcessRegressionFactory : IRegressorFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "gaussian-process-regression";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public IRegressor Create() => new GaussianProcessRegression();
}
