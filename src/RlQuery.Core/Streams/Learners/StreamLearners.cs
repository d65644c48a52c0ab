namespace RlQuery.Core.Streams.Learners;

/// <summary>The learners of this library that learn from one example at a time.</summary>
public static class StreamLearners
{
    private const double StepSize = 0.1;
    private const double Kept = 0.995;
    private const int Window = 200;
    private const int Neighbours = 5;

    /// <summary>All of them; the first is the default.</summary>
    public static IReadOnlyList<IIncrementalLearnerFactory> All { get; } =
    [
        new Kind(
            "naive-bayes", FormattableString.Invariant($"Gaussian naive Bayes that keeps {Kept} of what it knew at each example (Gama and others 2013)"),
            (features, classes) => new GaussianNaiveBayes(features, classes, Kept)),
        new Kind(
            "logistic-sgd", FormattableString.Invariant($"logistic regression by one gradient step of {StepSize} for each example (Bottou 2010)"),
            (features, classes) => new LogisticSgd(features, classes, StepSize)),
        new Kind(
            "window-neighbours", $"{Neighbours} nearest neighbours among the latest {Window} examples (Bifet and others 2013)",
            (features, classes) => new WindowNeighbours(features, classes, Window, Neighbours)),
    ];

    /// <summary>The learner of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static IIncrementalLearnerFactory Find(string name) => All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new InvalidInputException($"learner: '{name}' is unknown for streams{NearestName.Hint(name, [.. All.Select(kind => kind.Name)])}");

    private sealed record Kind(string Name, string Description, Func<int, int, IncrementalLearner> Make) : IIncrementalLearnerFactory
    {
        public IncrementalLearner Create(int features, int classes) => Make(features, classes);
    }
}
