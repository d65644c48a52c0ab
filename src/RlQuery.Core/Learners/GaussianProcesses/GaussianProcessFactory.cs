namespace RlQuery.Core.Learners.GaussianProcesses;

/// <summary>Makes <see cref="GaussianProcess"/> learners.</summary>
internal sealed class GaussianProcessFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "gaussian-process";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "Gaussian process classification with an RBF kernel, by Laplace approximation";

    /// <inheritdoc/>
    public ILearner Create() => new GaussianProcess();
}
