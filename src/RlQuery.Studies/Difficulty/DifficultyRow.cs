using RlQuery.Core.Labelling.AnnotationTasks;

namespace RlQuery.Studies.Difficulty;

/// <summary>What a method expected of the held rows of a set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Method">The method.</param>
/// <param name="Expected">Probability of disagreement of each held row.</param>
internal sealed record DifficultyRow(AnnotatedSet Set, DifficultyMethod Method, IReadOnlyList<double> Expected)
{
    /// <summary>The Brier score: the mean squared difference from whether a pair of annotators disagrees.</summary>
    public double Brier => Set.Held.Zip(Expected, (row, expected) => row.Brier(expected)).Average();

    /// <summary>Expected and measured disagreement of each held row.</summary>
    public IEnumerable<(double Expected, double Measured)> Points => Expected.Zip(Set.Held, (expected, row) => (expected, row.Disagreement));

    /// <summary>The Brier score of somebody who knows how often the pairs of each row disagree.</summary>
    public static double Floor(AnnotatedSet set) => set.Held.Average(row => row.Brier(row.Disagreement));
}
