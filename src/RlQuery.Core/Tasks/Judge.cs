using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>Scores a learner on test items that are never queried. It shows their features and keeps their answers.</summary>
public sealed class Judge
{
    private readonly int[] _classes = [];
    private readonly double[] _numbers = [];
    private readonly IReadOnlyList<AnswerSpace> _units;
    private readonly double _deviation;
    private readonly int[] _pixels = [];
    private readonly string[] _texts = [];
    private readonly string[] _sources = [];

    /// <summary>Makes a judge.</summary>
    /// <param name="features">Standardised features of the test items [items x features]; may be empty.</param>
    /// <param name="data">The data set with the answers.</param>
    /// <param name="rows">Row in the data set of each test item; every one has a target.</param>
    /// <param name="units">The allowed answers for each unit of an item.</param>
    public Judge(FeatureMatrix features, Dataset data, int[] rows, IReadOnlyList<AnswerSpace> units)
    {
        Features = features;
        _units = units;
        _pixels = data.Regions is { } regions ? [.. rows.SelectMany(row => regions.PixelsOf(row).ToArray())] : [];
        if (units[0].IsText)
        {
            _texts = data.TargetTextsOf(rows);
            _sources = data.SourcesOf(rows) ?? [];
            return;
        }
        double[] answer = new double[units.Count];
        if (units[0].IsNumber)
        {
            _numbers = new double[rows.Length];
            _deviation = data.TargetDeviation();
        }
        else
        {
            _classes = new int[units.Count * rows.Length];
        }
        for (int i = 0; i < rows.Length; i++)
        {
            data.CopyTarget(rows[i], answer);
            for (int unit = 0; unit < answer.Length; unit++)
            {
                if (units[unit].IsNumber)
                {
                    _numbers[i] = answer[unit];
                }
                else
                {
                    _classes[(unit * rows.Length) + i] = (int)answer[unit];
                }
            }
        }
    }

    /// <summary>Makes a judge of classes.</summary>
    /// <param name="features">Standardised features of the test items [items x features]; may be empty.</param>
    /// <param name="classes">Class of each test item.</param>
    /// <param name="space">How many classes there are.</param>
    public Judge(FeatureMatrix features, int[] classes, AnswerSpace space) => (Features, _classes, _units) = (features, classes, [space]);

    /// <summary>Makes a judge of numbers.</summary>
    /// <param name="features">Standardised features of the test items [items x features]; may be empty.</param>
    /// <param name="numbers">Number of each test item.</param>
    /// <param name="deviation">Standard deviation of the target over the data set: the unit in which errors are reported.</param>
    public Judge(FeatureMatrix features, double[] numbers, double deviation) =>
        (Features, _numbers, _deviation, _units) = (features, numbers, deviation, [AnswerSpace.Numbers]);

    /// <summary>Makes a judge of texts.</summary>
    /// <param name="features">Features and texts of the test items; may be empty.</param>
    /// <param name="references">True answer of each test item.</param>
    public Judge(FeatureMatrix features, string[] references) =>
        (Features, _texts, _sources, _units) = (features, references, [.. features.Texts ?? []], [AnswerSpace.Texts]);

    /// <summary>Makes a judge without items.</summary>
    internal static Judge OfNothing(int columns, IReadOnlyList<AnswerSpace> units) => new(new FeatureMatrix([], 0, columns), units, [], [], 0);

    /// <summary>Makes a judge of sets of classes.</summary>
    /// <param name="features">Standardised features of the test items [items x features]; may be empty.</param>
    /// <param name="sets">Classes of each test item.</param>
    /// <param name="classes">Number of classes.</param>
    public static Judge OfSets(FeatureMatrix features, IReadOnlyList<IReadOnlyList<int>> sets, int classes) => new(
        features, [.. Enumerable.Repeat(new AnswerSpace(2), classes)],
        [.. Enumerable.Range(0, classes).SelectMany(label => sets.Select(set => set.Contains(label) ? 1 : 0))], [], 0);

    private Judge(FeatureMatrix features, IReadOnlyList<AnswerSpace> units, int[] classes, double[] numbers, double deviation) =>
        (Features, _units, _classes, _numbers, _deviation) = (features, units, classes, numbers, deviation);

    /// <summary>Standardised features of the test items [items x features].</summary>
    public FeatureMatrix Features { get; }

    /// <summary>Number of classes, or of clusters at most, that are told apart in each unit; 0 for numbers.</summary>
    public int Classes => _units[0].Classes;

    /// <summary>The class of items that belong to none of the others; see <see cref="TestPredictions.OutOfScope"/>.</summary>
    /// <value>Default: -1; there is none.</value>
    public int OutOfScope { get; private set; } = -1;

    /// <summary>What errors cost; see <see cref="TestPredictions.Errors"/>.</summary>
    /// <value>Default: null; each costs 1.</value>
    public ErrorCosts? Errors { get; private set; }

    /// <summary>The same judge, to which errors cost differently.</summary>
    /// <param name="errors">What they cost; null where each costs 1.</param>
    internal Judge WithErrors(ErrorCosts? errors)
    {
        var judge = (Judge)MemberwiseClone();
        judge.Errors = errors;
        return judge;
    }

    /// <summary>The same judge, which knows the class of items that belong to none of the others.</summary>
    /// <param name="label">The class.</param>
    internal Judge WithOutOfScope(int label)
    {
        var judge = (Judge)MemberwiseClone();
        judge.OutOfScope = label;
        return judge;
    }

    /// <summary>Joins predicted texts of the test items with the true ones, for metrics.</summary>
    /// <param name="texts">Predicted texts [items].</param>
    public TestPredictions Compare(ReadOnlySpan<string> texts) =>
        TestPredictions.OfTexts(texts, _texts) with { Sources = _sources };

    /// <summary>Joins a learner's predictions of the test items with the true answers, for metrics.</summary>
    /// <param name="probabilities">Class probabilities, unit after unit [units x items x classes]; empty in regression.</param>
    /// <param name="numbers">Predicted numbers [items]; empty in classification.</param>
    public TestPredictions Compare(ReadOnlySpan<float> probabilities, ReadOnlySpan<double> numbers) => _units[0].IsNumber
        ? TestPredictions.OfNumbers(numbers, _numbers, _deviation)
        : new TestPredictions(probabilities, _classes, _units[0].Classes, _units.Count) { Pixels = _pixels, OutOfScope = OutOfScope, Errors = Errors };
}
