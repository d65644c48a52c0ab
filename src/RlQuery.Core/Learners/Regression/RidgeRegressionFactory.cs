using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Regression;

/// <summary>Makes <see cref="RidgeRegression"/> learners.</summary>
internal sealed class RidgeRegressionFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "ridge-regression";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "linear least squares with a penalty on the squared coefficients";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Number;

    /// <inheritdoc/>
    public ILearner Create() => new RidgeRegression();
}
