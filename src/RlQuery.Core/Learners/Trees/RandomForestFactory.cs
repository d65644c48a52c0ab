namespace RlQuery.Core.Learners.Trees;

/// <summary>Makes <see cref="RandomForest"/> learners.</summary>
internal sealed class RandomForestFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "random-forest";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "random forest of 100 trees";

    /// <inheritdoc/>
    public ILearner Create() => new RandomForest();
}
