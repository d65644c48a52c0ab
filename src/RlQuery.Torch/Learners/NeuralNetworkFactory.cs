using RlQuery.Core.Learners;

namespace RlQuery.Torch.Learners;

/// <summary>Makes <see cref="NeuralNetwork"/> learners.</summary>
public sealed class NeuralNetworkFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "neural-network";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "network with one hidden layer and dropout at prediction, too: each mask is a model of a committee";

    /// <inheritdoc/>
    public ILearner Create() => new NeuralNetwork();
}
