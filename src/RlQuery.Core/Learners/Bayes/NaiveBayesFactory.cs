namespace RlQuery.Core.Learners.Bayes;

/// <summary>Makes <see cref="NaiveBayes"/> learners.</summary>
internal sealed class NaiveBayesFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "naive-bayes";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "Gaussian naive Bayes: each feature is normal within a class";

    /// <inheritdoc/>
    public ILearner Create() => new NaiveBayes();
}
