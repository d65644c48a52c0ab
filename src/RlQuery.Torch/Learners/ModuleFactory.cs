using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using TorchSharp;

namespace RlQuery.Torch.Learners;

/// <summary>Makes learners from your own TorchSharp module: each has a module to itself, as committees need.</summary>
/// <param name="name">Name of the learner, as in tables.</param>
/// <param name="create">Makes a module that outputs, for each item, a score for each class or a number.</param>
/// <param name="predicts">Classes or numbers.</param>
/// <param name="options">How it is trained; null for the defaults.</param>
public sealed class ModuleFactory(
    string name, Func<torch.nn.Module<torch.Tensor, torch.Tensor>> create, TargetKind predicts = TargetKind.Class, ModuleOptions? options = null)
    : ILearnerFactory
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => "a network of one's own";

    /// <inheritdoc/>
    public TargetKind Predicts => predicts;

    /// <inheritdoc/>
    public ILearner Create() => new ModuleLearner(name, create, options ?? new ModuleOptions());
}
