namespace RlQuery.Core.Learners.Regression;

/// <summary>Makes <see cref="RidgeRegression"/> learners.</summary>
public sealed class RidgeRegressionFactory : IRegressorFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "ridge-regression";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public IRegressor Create() => new RidgeRegression();
}
