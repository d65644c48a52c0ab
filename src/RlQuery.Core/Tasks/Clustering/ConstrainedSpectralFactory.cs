using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Makes <see cref="ConstrainedSpectral"/> learners.</summary>
internal sealed class ConstrainedSpectralFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "constrained-spectral";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "spectral clustering of similarities that the links set to 1 or 0";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Link;

    /// <inheritdoc/>
    public bool HeedsWeights => false;

    /// <inheritdoc/>
    public ILearner Create() => new ConstrainedSpectral();
}
