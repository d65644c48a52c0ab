using RlQuery.Core.Learners;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>Makes <see cref="LightGbm"/> learners.</summary>
public sealed class LightGbmFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "lightgbm";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public ILearner Create() => new LightGbm();
}
