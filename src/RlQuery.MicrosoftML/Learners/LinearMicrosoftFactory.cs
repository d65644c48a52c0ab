using RlQuery.Core.Learners;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>Makes <see cref="LinearMicrosoft"/> learners.</summary>
public sealed class LinearMicrosoftFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "linear-ml";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "logistic regression, or maximum entropy from three classes on, as Microsoft.ML has them";

    /// <inheritdoc/>
    public ILearner Create() => new LinearMicrosoft();
}
