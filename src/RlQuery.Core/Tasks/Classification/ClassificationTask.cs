using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>
/// The answer is one of several classes. The start has labels of each class, and the reference is margin sampling.
/// </summary>
public sealed class ClassificationTask : ITask
{
    /// <summary>The task.</summary>
    public static ClassificationTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "classification";

    /// <inheritdoc/>
    public string Description => "one of several classes for each item";

    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Class;

    /// <inheritdoc/>
    public TargetKind Unit => TargetKind.Class;

    /// <inheritdoc/>
    public IMetric DefaultMetric { get; } = new AccuracyMetric();

    /// <inheritdoc/>
    public string DefaultLearner => "logistic-regression";

    /// <inheritdoc/>
    public string StartSetting => "startPerClass";

    /// <inheritdoc/>
    public int DefaultStart => 1;

    /// <inheritdoc/>
    public string Reference => "margin";

    /// <inheritdoc/>
    public string Uncertainty => "margin";

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "margin", "entropy"];

    /// <inheritdoc/>
    public bool Believes => false;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => [new AnswerSpace(data.Classes)];

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count) => StartingLabels.Draw(split, count);

    /// <inheritdoc/>
    /// <remarks>One row of each class, as in training.</remarks>
    public int[] StartAmong(Dataset data, int[] labelled) =>
        [.. Enumerable.Range(0, data.Classes).SelectMany(label => labelled.Where(row => data.Labels[row] == label).Take(1))];

    /// <inheritdoc/>
    /// <remarks>They name two classes or more.</remarks>
    public bool CanLearn(Dataset data) => data.Labels.Where(label => label != Dataset.Unlabelled).Distinct().Skip(1).Any();

    /// <summary>Accuracy, or a mean of it and the mean probability of the true class.</summary>
    /// <param name="predictions">Predictions of the test items.</param>
    /// <param name="smoothing">Weight of the mean probability, in [0, 1].</param>
    public double Score(TestPredictions predictions, double smoothing)
    {
        ReadOnlySpan<int> labels = predictions.Labels;
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            // Two classes need no loop: training and evaluation call this for every test row after every query.
            ReadOnlySpan<float> row = predictions.Row(i);
            int predicted = row.Length == 2 ? (row[1] > row[0] ? 1 : 0) : predictions.Predicted(i);
            right += predicted == labels[i] ? 1 : 0;
        }
        double trust = 0;
        for (int i = 0; i < labels.Length && smoothing > 0; i++)
        {
            trust += predictions.Row(i)[labels[i]];
        }
        return (((1 - smoothing) * right) + (smoothing * trust)) / Math.Max(1, labels.Length);
    }
}
