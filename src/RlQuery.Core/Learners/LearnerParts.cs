using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Learners among parts, by what they predict.</summary>
public static class LearnerParts
{
    /// <summary>The learners that predict classes, or numbers, in their order.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="unit">What they have to predict.</param>
    public static IReadOnlyList<ILearnerFactory> LearnersOf(this Parts parts, TargetKind unit) =>
        [.. parts.All<ILearnerFactory>().Where(factory => factory.Predicts == unit)];

    /// <summary>Finds a learner by name, and makes sure that it can be made here.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="name">Name, such as <c>logistic-regression</c>.</param>
    /// <param name="unit">What it has to predict.</param>
    /// <exception cref="InvalidInputException">No learner has this name, it predicts something else, or it needs what this machine does not have.</exception>
    public static ILearnerFactory FindLearner(this Parts parts, string name, TargetKind unit = TargetKind.Class)
    {
        ILearnerFactory? factory = parts.TryFind<ILearnerFactory>(name);
        if (factory?.Predicts != unit)
        {
            string fault = factory is null ? "is unknown" : $"predicts {Words(factory.Predicts)}, and {Words(unit)} are asked for";
            throw new InvalidInputException($"learner: '{name}' {fault}; use {string.Join(", ", parts.LearnersOf(unit).Select(known => known.Name))}");
        }
        factory.Create();
        return factory;
    }

    /// <summary>What a learner predicts, in a word.</summary>
    /// <param name="unit">What the units of an answer are.</param>
    public static string Words(TargetKind unit) => unit switch
    {
        TargetKind.Number => "numbers",
        TargetKind.Link => "clusters",
        TargetKind.Text => "texts",
        _ => "classes",
    };
}
