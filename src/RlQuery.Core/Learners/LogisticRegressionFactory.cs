namespace RlQuery.Core.Learners;

/// <summary>Makes <see cref="LogisticRegression"/> learners.</summary>
public sealed class LogisticRegressionFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "logistic-regression";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "multinomial logistic regression with an L2 penalty";

    /// <inheritdoc/>
    public ILearner Create() => new LogisticRegression();
}
