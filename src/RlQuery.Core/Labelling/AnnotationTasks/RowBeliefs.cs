using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>What a learner believes of the items of a problem that it was not told: of labelled ones, without their own label.</summary>
/// <remarks>
/// Labelled items are dealt into five folds, class by class, in the order of their keys; each fold is predicted by a learner that was fitted to the others.
/// From 30 labels on, probabilities are raised to 1 / T and normalised; T is the temperature with the least log-loss of these predictions. Source: C. Guo,
/// G. Pleiss, Y. Sun and K. Q. Weinberger, "On Calibration of Modern Neural Networks" (2017), section 4.2, of probabilities in place of logits.
/// </remarks>
internal sealed class RowBeliefs
{
    /// <summary>So many labels are needed for a temperature.</summary>
    public const int FewestLabels = 30;

    private const int Folds = 5;
    private const double Floor = 1e-6;

    private readonly Problem _problem;
    private readonly int[] _labelled;
    private readonly int[] _labels;
    private readonly Dictionary<int, double[]> _outside = [];
    private readonly FittedModel _model;

    /// <summary>Fits.</summary>
    /// <param name="learner">Makes the learner.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="problem">The problem, whose items are looked at.</param>
    /// <param name="labelled">Labelled items, ascending.</param>
    /// <param name="data">The data set, with their labels.</param>
    /// <param name="keyOf">A text of each item that does not depend on its place.</param>
    public RowBeliefs(ILearnerFactory learner, ulong seed, Problem problem, int[] labelled, Dataset data, Func<int, string> keyOf)
    {
        (_problem, _labelled) = (problem, labelled);
        _labels = Array.ConvertAll(labelled, item => data.Labels[problem.Items.Rows[item]]);
        Classes = data.Classes;
        _model = new FittedModel(learner, seed, problem, labelled, data);
        int[] dealt = [.. Enumerable.Range(0, labelled.Length).OrderBy(i => _labels[i]).ThenBy(i => keyOf(labelled[i]), StringComparer.Ordinal)];
        for (int fold = 0; fold < Math.Min(Folds, labelled.Length); fold++)
        {
            int[] own = [.. dealt.Where((_, place) => place % Folds == fold)];
            var others = new FittedModel(learner, seed, problem, [.. labelled.Where((_, i) => !own.Contains(i))], data);
            foreach (int i in own)
            {
                _outside[labelled[i]] = Probabilities(others, labelled[i]);
            }
        }
        Temperature = labelled.Length < FewestLabels ? null : BestTemperature();
    }

    /// <summary>Number of classes, at least 2.</summary>
    public int Classes { get; }

    /// <summary>The temperature; null with too few labels.</summary>
    public double? Temperature { get; }

    /// <summary>Probability of each class of an item; they sum to 1.</summary>
    /// <param name="item">The item.</param>
    public double[] Of(int item) => Tempered(_outside.GetValueOrDefault(item) ?? Probabilities(_model, item), Temperature ?? 1);

    /// <summary>The nearest labelled items, the item itself left out.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Items with their labels and Euclidean distances, nearest first; ties go to the lowest item.</returns>
    public IEnumerable<(int Item, int Label, double Distance)> Nearest(int item)
    {
        FeatureMatrix features = _problem.Items.Features;
        return _labelled.Select((other, i) => (other, _labels[i], Math.Sqrt(VectorMath.SquaredDistance(features.Row(item), features.Row(other)))))
            .Where(one => one.other != item).OrderBy(one => one.Item3).ThenBy(one => one.other);
    }

    private double[] Probabilities(FittedModel model, int item) =>
        [.. model.Expect(item).Probabilities.Take(Classes).Select(probability => (double)probability)];

    private double BestTemperature() => Enumerable.Range(-20, 41).Select(step => Math.Pow(2, step / 10.0)).MinBy(temperature =>
        _labelled.Select((item, i) => -Math.Log(Math.Max(Floor, Tempered(_outside[item], temperature)[_labels[i]]))).Sum());

    private static double[] Tempered(double[] probabilities, double temperature)
    {
        double[] raised = [.. probabilities.Select(probability => Math.Pow(Math.Max(0, probability), 1 / temperature))];
        double total = raised.Sum();
        return [.. raised.Select(value => total > 0 ? value / total : 1.0 / raised.Length)];
    }
}
