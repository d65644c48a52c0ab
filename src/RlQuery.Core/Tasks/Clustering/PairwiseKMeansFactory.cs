using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Makes <see cref="PairwiseKMeans"/> learners.</summary>
internal sealed class PairwiseKMeansFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "pckmeans";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "k-means in which broken links have a price";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Link;

    /// <inheritdoc/>
    public bool HeedsWeights => false;

    /// <inheritdoc/>
    public ILearner Create() => new PairwiseKMeans();
}
