namespace RlQuery.Core.Learners.SupportVector;

/// <summary>Makes <see cref="SupportVectorMachine"/> learners.</summary>
internal sealed class SupportVectorMachineFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "svm-rbf";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "support vector machine with an RBF kernel, one against one, with probabilities: the model of LIBSVM";

    /// <inheritdoc/>
    public ILearner Create() => new SupportVectorMachine();
}
