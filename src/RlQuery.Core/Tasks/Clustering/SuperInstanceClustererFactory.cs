using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Makes <see cref="SuperInstanceClusterer"/> learners.</summary>
internal sealed class SuperInstanceClustererFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "cobra";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "many small clusters that answers about their middle rows join";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Link;

    /// <inheritdoc/>
    public bool HeedsWeights => false;

    /// <inheritdoc/>
    public ILearner Create() => new SuperInstanceClusterer();
}
