using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks;

/// <summary>A model's predictions of the test rows, with the true answers: class probabilities, numbers or texts.</summary>
/// <param name="probabilities">Class probabilities [rows x classes], each row summing to 1.</param>
/// <param name="labels">True class of each row, 0..<paramref name="classes"/>-1. Some classes may have no row.</param>
/// <param name="classes">Number of classes, at least 2.</param>
/// <param name="units">Number of units of each item. Probabilities and classes are stored unit after unit.</param>
public readonly ref struct TestPredictions(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int classes, int units = 1)
{
    private readonly ReadOnlySpan<float> _probabilities = probabilities;

    private TestPredictions(ReadOnlySpan<double> values, ReadOnlySpan<double> targets, double targetDeviation)
        : this([], [], 0)
    {
        Values = values;
        Targets = targets;
        TargetDeviation = targetDeviation;
    }

    private TestPredictions(ReadOnlySpan<string> texts, ReadOnlySpan<string> references)
        : this([], [], 0)
    {
        Texts = texts;
        References = references;
    }

    /// <summary>Text predicted of each row; empty where answers are no texts.</summary>
    public ReadOnlySpan<string> Texts { get; }

    /// <summary>True text of each row; empty where answers are no texts.</summary>
    public ReadOnlySpan<string> References { get; }

    /// <summary>What the text of each row answers, such as a sentence to translate; empty where it is not known.</summary>
    public ReadOnlySpan<string> Sources { get; init; }

    /// <summary>Prediction of each row; empty in classification.</summary>
    public ReadOnlySpan<double> Values { get; }

    /// <summary>True target of each row; empty in classification.</summary>
    public ReadOnlySpan<double> Targets { get; }

    /// <summary>Standard deviation of the target over the data set; 0 in classification.</summary>
    public double TargetDeviation { get; }

    /// <summary>True class of each row; empty in regression.</summary>
    public ReadOnlySpan<int> Labels { get; } = labels;

    /// <summary>Number of classes; 0 in regression.</summary>
    public int Classes => classes;

    /// <summary>Number of units of each item.</summary>
    public int Units => units;

    /// <summary>Pixels of each class in each row [rows x classes], where rows are regions of pictures.</summary>
    /// <value>Default: empty; each row counts once, as its class.</value>
    public ReadOnlySpan<int> Pixels { get; init; }

    /// <summary>The class of rows that belong to none of the others.</summary>
    /// <value>Default: -1; there is none.</value>
    public int OutOfScope { get; init; } = -1;

    /// <summary>What errors cost.</summary>
    /// <value>Default: null; each costs 1.</value>
    public ErrorCosts? Errors { get; init; }

    /// <summary>The predictions of one unit of all items.</summary>
    /// <param name="unit">0..<see cref="Units"/>-1.</param>
    public TestPredictions Unit(int unit)
    {
        int rows = Labels.Length / units;
        return new TestPredictions(_probabilities.Slice(unit * rows * classes, rows * classes), Labels.Slice(unit * rows, rows), classes);
    }

    /// <summary>Takes predictions of numbers.</summary>
    /// <param name="values">Prediction of each row.</param>
    /// <param name="targets">True target of each row.</param>
    /// <param name="targetDeviation">Standard deviation of the target over the data set: the unit of errors.</param>
    public static TestPredictions OfNumbers(ReadOnlySpan<double> values, ReadOnlySpan<double> targets, double targetDeviation) =>
        new(values, targets, targetDeviation);

    /// <summary>Takes predictions of texts.</summary>
    /// <param name="texts">Prediction of each row; an empty one where nothing was predicted.</param>
    /// <param name="references">True text of each row.</param>
    public static TestPredictions OfTexts(ReadOnlySpan<string> texts, ReadOnlySpan<string> references) => new(texts, references);

    /// <summary>The probability of each class for a row.</summary>
    /// <param name="row">Number of the row.</param>
    public ReadOnlySpan<float> Row(int row) => _probabilities.Slice(row * classes, classes);

    /// <summary>The predicted class of a row: the most probable one, or the lowest of several such.</summary>
    /// <param name="row">Number of the row.</param>
    public int Predicted(int row) => VectorMath.ArgMax(Row(row));
}
