using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Regression;

/// <summary>Makes <see cref="GaussianProcessRegression"/> learners.</summary>
internal sealed class GaussianProcessRegressionFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "gaussian-process-regression";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "Gaussian process regression with an RBF kernel";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Number;

    /// <inheritdoc/>
    public ILearner Create() => new GaussianProcessRegression();
}
