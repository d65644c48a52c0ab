using RlQuery.Core.Numerics;

namespace RlQuery.Core.Evaluation.Metrics;

/// <summary>A model's predictions of the test rows, beside the truth.</summary>
/// <param name="probabilities">Class probabilities [rows x classes], each row summing to 1.</param>
/// <param name="labels">True class of each row, 0..<paramref name="classes"/>-1; not each need be there.</param>
/// <param name="classes">Number of classes, at least 2.</param>
public readonly ref struct TestPredictions(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int classes)
{
    private readonly ReadOnlySpan<float> _probabilities = probabilities;

    /// <summary>True class of each row.</summary>
    public ReadOnlySpan<int> Labels { get; } = labels;

    /// <summary>Number of classes.</summary>
    public int Classes => classes;

    /// <summary>The probabilities of a row, of each class.</summary>
    /// <param name="row">Number of the row.</param>
    public ReadOnlySpan<float> Row(int row) => _probabilities.Slice(row * classes, classes);

    /// <summary>The predicted class of a row: the most probable one, the lowest of equally probable ones.</summary>
    /// <param name="row">Number of the row.</param>
    public int Predicted(int row) => VectorMath.ArgMax(Row(row));
}
