using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Routing;

/// <summary>Makes learners that several annotators teach. Two of the same learner are equal.</summary>
/// <param name="Learner">Makes the learner of rows, which predicts classes.</param>
internal sealed record RoutedLearnerFactory(ILearnerFactory Learner) : ILearnerFactory
{
    /// <inheritdoc/>
    public string Name => Learner.Name;

    /// <inheritdoc/>
    public string Description => $"{Learner.Description}, taught by several annotators";

    /// <inheritdoc/>
    public TargetKind Predicts => Learner.Predicts;

    /// <inheritdoc/>
    public ILearner Create() => new RoutedLearner(Learner.Create());
}
