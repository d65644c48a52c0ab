using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Learners.Trees;

namespace RlQuery.Core.Learners;

/// <summary>The learners that environment files and <c>--learner</c> may name.</summary>
public static class LearnerCatalog
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<ILearnerFactory> All { get; } = [new LogisticRegressionFactory(), new SupportVectorMachineFactory(), new RandomForestFactory()];

    /// <summary>Finds a learner by name.</summary>
    /// <param name="name">Name, such as <c>logistic-regression</c>.</param>
    /// <exception cref="InvalidInputException">No learner has this name.</exception>
    public static ILearnerFactory Find(string name) =>
        All.FirstOrDefault(factory => factory.Name == name)
        ?? throw new InvalidInputException($"learner: '{name}' is unknown; use {string.Join(", ", All.Select(factory => factory.Name))}");
}
