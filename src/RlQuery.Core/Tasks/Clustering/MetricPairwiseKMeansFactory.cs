using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Makes <see cref="MetricPairwiseKMeans"/> learners.</summary>
internal sealed class MetricPairwiseKMeansFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "mpckmeans";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "PCKMeans that learns how much each feature counts";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Link;

    /// <inheritdoc/>
    public bool HeedsWeights => false;

    /// <inheritdoc/>
    public ILearner Create() => new MetricPairwiseKMeans();
}
