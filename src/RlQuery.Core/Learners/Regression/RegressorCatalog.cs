namespace RlQuery.Core.Learners.Regression;

/// <summary>The learners that regression environments and <c>--learner</c> under them may name.</summary>
public static class RegressorCatalog
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IRegressorFactory> All { get; } = [new RidgeRegressionFactory(), new GaussianProcessRegressionFactory()];

    /// <summary>Finds a learner by name.</summary>
    /// <param name="name">Name, such as <c>ridge-regression</c>.</param>
    /// <exception cref="InvalidInputException">No regression learner has this name.</exception>
    public static IRegressorFactory Find(string name) => All.FirstOrDefault(factory => factory.Name == name)
        ?? throw new InvalidInputException(
            $"learner: '{name}' {(LearnerCatalog.All.Any(known => known.Name == name) ? "predicts classes, and this is regression" : "is unknown")}; use {string.Join(", ", All.Select(factory => factory.Name))}");
}
