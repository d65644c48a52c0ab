using RlQuery.Core.Learners.Bayes;
using RlQuery.Core.Learners.GaussianProcesses;
using RlQuery.Core.Learners.Neighbours;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Learners.Trees;

namespace RlQuery.Core.Learners;

/// <summary>The learners that environment files and <c>--learner</c> may name.</summary>
public static class LearnerCatalog
{
    private static readonly Lock Changes = new();

    private static volatile ILearnerFactory[] _all =
    [
        new LogisticRegressionFactory(), new SupportVectorMachineFactory(), new RandomForestFactory(), new NearestNeighboursFactory(), new NaiveBayesFactory(),
        new GaussianProcessFactory(),
    ];

    /// <summary>All of them, in the order in which they are listed: those of this library, then those that were added.</summary>
    public static IReadOnlyList<ILearnerFactory> All => _all;

    /// <summary>Adds learners of other libraries or of one's own, as the program does when it starts, before it reads anything that may name them.</summary>
    /// <remarks>For the whole program: files name learners, and who reads a file cannot know who brought them.</remarks>
    /// <param name="factories">Learners; one that is in the catalog already, by name and type, is left out.</param>
    /// <exception cref="ArgumentException">A name is that of another learner.</exception>
    public static void Add(params ReadOnlySpan<ILearnerFactory> factories)
    {
        lock (Changes)
        {
            _all = KnownNames.With(_all, factories, factory => factory.Name);
        }
    }

    /// <summary>Finds a learner by name, and makes sure that it can be made here.</summary>
    /// <param name="name">Name, such as <c>logistic-regression</c>.</param>
    /// <exception cref="InvalidInputException">No learner has this name, or it needs what this machine does not have.</exception>
    public static ILearnerFactory Find(string name)
    {
        ILearnerFactory factory = All.FirstOrDefault(factory => factory.Name == name)
            ?? throw new InvalidInputException($"learner: '{name}' {(RegressorCatalog.All.Any(known => known.Name == name) ? "predicts numbers, and this is classification" : "is unknown")}; use {string.Join(", ", All.Select(factory => factory.Name))}");
        factory.Create();
        return factory;
    }
}
