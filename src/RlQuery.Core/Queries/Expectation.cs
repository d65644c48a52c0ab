using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>A learner's prediction for a row.</summary>
/// <param name="Probabilities">Probability of each class, of a set that the class is in it; empty in regression.</param>
/// <param name="Number">The expected number, in the units of the data; null where classes are answered.</param>
/// <param name="Deviation">
/// Standard deviation of the number, as the learner knows it or its committee differs; null where classes are answered, or nobody asked for it.
/// </param>
public sealed record Expectation(IReadOnlyList<float> Probabilities, double? Number, double? Deviation)
{
    /// <summary>The expected text; null where no texts are answered.</summary>
    public string? Text { get; init; }

    /// <summary>1 less the difference of the two largest probabilities, in [0, 1]; null where there are no two.</summary>
    internal double? Uncertainty => Probabilities.OrderDescending().Take(2).ToArray() is [float first, float second] ? 1 - (first - second) : null;

    /// <summary>What is expected where classes are answered.</summary>
    /// <param name="task">Classification, or sets of classes.</param>
    /// <param name="units">Class probabilities of each unit of the item.</param>
    internal static Expectation OfClasses(ITask task, IReadOnlyList<float[]> units) =>
        new(task.Target == TargetKind.ClassSet ? [.. units.Select(unit => unit[1])] : units[0], null, null);
}
