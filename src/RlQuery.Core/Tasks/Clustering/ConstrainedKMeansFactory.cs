using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Makes <see cref="ConstrainedKMeans"/> learners.</summary>
internal sealed class ConstrainedKMeansFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "cop-kmeans";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "k-means that breaks no link";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Link;

    /// <inheritdoc/>
    public bool HeedsWeights => false;

    /// <inheritdoc/>
    public ILearner Create() => new ConstrainedKMeans();
}
