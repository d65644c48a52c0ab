using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Augmentation.Features;

/// <summary>Makes learners that are fitted to made feature vectors beside the labelled rows.</summary>
/// <param name="learner">Makes the learner, which predicts classes.</param>
/// <param name="settings">How vectors are made; without faults.</param>
public sealed class AugmentedLearnerFactory(ILearnerFactory learner, FeatureAugmentation settings) : ILearnerFactory
{
    /// <summary>The learner's name and the method's, joined by a plus sign.</summary>
    public string Name => $"{learner.Name}+{settings.Method}";

    /// <inheritdoc/>
    public string Description => $"{learner.Description}, fitted to rows made by {settings.Method} too";

    /// <inheritdoc/>
    public TargetKind Predicts => learner.Predicts;

    /// <inheritdoc/>
    public bool HeedsWeights => learner.HeedsWeights;

    /// <inheritdoc/>
    public string? Lack(Dataset data) => learner.Lack(data);

    /// <inheritdoc/>
    public ILearnerFactory Draw(ulong seed)
    {
        ILearnerFactory drawn = learner.Draw(seed);
        return ReferenceEquals(drawn, learner) ? this : new AugmentedLearnerFactory(drawn, settings);
    }

    /// <inheritdoc/>
    public ILearner Create() => new AugmentedLearner(learner.Create(), Name, settings);
}
