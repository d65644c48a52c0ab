using RlQuery.Core.Data;
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
        new GaussianProcessFactory(), new RidgeRegressionFactory(), new GaussianProcessRegressionFactory(),
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

    /// <summary>The learners that predict classes, or numbers, in the order in which they are listed.</summary>
    /// <param name="unit">What they have to predict.</param>
    public static IReadOnlyList<ILearnerFactory> Of(TargetKind unit) => [.. All.Where(factory => factory.Predicts == unit)];

    /// <summary>Finds a learner by name, and makes sure that it can be made here.</summary>
    /// <param name="name">Name, such as <c>logistic-regression</c>.</param>
    /// <param name="unit">What it has to predict.</param>
    /// <exception cref="InvalidInputException">No learner has this name, it predicts something else, or it needs what this machine does not have.</exception>
    public static ILearnerFactory Find(string name, TargetKind unit = TargetKind.Class)
    {
        ILearnerFactory? factory = All.FirstOrDefault(factory => factory.Name == name);
        if (factory?.Predicts != unit)
        {
            string fault = factory is null ? "is unknown"
                : unit == TargetKind.Number ? "predicts classes, and numbers are asked for"
                : "predicts numbers, and classes are asked for";
            throw new InvalidInputException($"learner: '{name}' {fault}; use {string.Join(", ", Of(unit).Select(known => known.Name))}");
        }
        factory.Create();
        return factory;
    }
}
