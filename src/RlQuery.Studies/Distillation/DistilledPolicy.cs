using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Studies.Inputs;

namespace RlQuery.Studies.Distillation;

/// <summary>A policy that was distilled from another: all that its folder holds.</summary>
/// <param name="Document">The content of policy.json.</param>
/// <param name="Weights">The content of policy.safetensors.</param>
internal sealed record DistilledPolicy(PolicyDocument Document, TensorFile Weights)
{
    /// <summary>Name of the gated linear rule, and of its folder.</summary>
    public const string Rule = "rule";

    /// <summary>Name of the decision tree, and of its folder.</summary>
    public const string Tree = "tree";

    /// <summary>The policy of a rule.</summary>
    /// <param name="weights">Row-major [F x (1 + G)].</param>
    /// <param name="teacher">From whom it learned.</param>
    /// <param name="environment">In which environment.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="choices">Number of the teacher's choices.</param>
    public static DistilledPolicy OfRule(float[] weights, LearnedStrategy teacher, LoadedEnvironment environment, ulong seed, long choices)
    {
        NetworkShape shape = new(teacher.Document.Network.Signals, teacher.Document.Network.Context, []);
        var file = new TensorFile();
        file.Add(NetworkShape.GateName, weights, shape.Signals, 1 + shape.StateValues);
        return new DistilledPolicy(Describe(Rule, shape, teacher.Document, environment, seed, choices), file);
    }

    /// <summary>The policy of a tree; see <see cref="OfRule"/>.</summary>
    public static DistilledPolicy OfTree(ScoringTree tree, LearnedStrategy teacher, LoadedEnvironment environment, ulong seed, long choices)
    {
        NetworkShape shape = new(teacher.Document.Network.Signals, teacher.Document.Network.Context, []) { Leaves = tree.Leaves };
        var file = new TensorFile();
        tree.Write(file);
        return new DistilledPolicy(Describe(Tree, shape, teacher.Document, environment, seed, choices), file);
    }

    /// <summary>The policy, ready to choose.</summary>
    /// <param name="parts">Where its signals and state values are found.</param>
    public LearnedPolicy ToPolicy(Parts parts) => new(
        Document.Name, SignalList.ByName(parts, Document.Signals.Names, Document.State.Names), Document.Normalisation.ToNormalisation(),
        Document.Selector.ToSelector(parts), [IScoringNetwork.Create(Document.Network, Weights)]);

    // What the teacher has seen has shaped its student too.
    private static PolicyDocument Describe(
        string name, NetworkShape shape, PolicyDocument teacher, LoadedEnvironment environment, ulong seed, long choices) => new()
        {
            Name = name,
            Agent = "distillation",
            Network = shape,
            Signals = teacher.Signals,
            State = teacher.State,
            Normalisation = teacher.Normalisation,
            Selector = teacher.Selector with { Ensemble = 1 },
            Environment = new PolicySource(environment.Name, environment.Hash),
            Learner = environment.Learner.Name,
            Budget = environment.Definition.Budget,
            Data = [.. teacher.Data.Concat(environment.Training.Select(PolicySource.Of)).DistinctBy(data => data.Hash)],
            Synthetic = [.. teacher.Synthetic.Union(environment.Synthetic.Select(task => task.Name))],
            Seed = seed,
            EnvSteps = choices,
        };
}
