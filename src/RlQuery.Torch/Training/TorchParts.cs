using RlQuery.Core;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Agents.Evolution;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Agents.PolicyGradient;
using RlQuery.Torch.Learners;
using RlQuery.Torch.Sequences;

namespace RlQuery.Torch.Training;

/// <summary>The parts of this library.</summary>
public static class TorchParts
{
    /// <summary>All of them: the learners, and the agents.</summary>
    public static IReadOnlyList<IPart> All { get; } =
    [
        new NeuralNetworkFactory(), new TransformerFactory(), new DqnDescriptor(), new PolicyGradientDescriptor(), new ImitationDescriptor(),
        new EvolutionDescriptor(),
    ];
}
