using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Queries;

/// <summary>Makes learners that continue from their last weights.</summary>
internal sealed class ContinuedLearner : ILearnerFactory
{
    private readonly ILearnerFactory _learner;

    /// <param name="learner">Makes the learners.</param>
    /// <exception cref="ArgumentException">They cannot.</exception>
    public ContinuedLearner(ILearnerFactory learner)
    {
        _learner = learner;
        if (learner.Create() is not IUpdatable)
        {
            throw new ArgumentException(
                $"{learner.Name} cannot go on from its last weights; use {nameof(UpdateMode)}.{nameof(UpdateMode.Refit)}", nameof(learner));
        }
    }

    /// <inheritdoc/>
    public string Name => _learner.Name;

    /// <inheritdoc/>
    public string Description => _learner.Description;

    /// <inheritdoc/>
    public TargetKind Predicts => _learner.Predicts;

    /// <inheritdoc/>
    public ILearner Create()
    {
        ILearner learner = _learner.Create();
        ((IUpdatable)learner).Mode = UpdateMode.Continue;
        return learner;
    }
}
