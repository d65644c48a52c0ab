using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Bayes;
using RlQuery.Core.Learners.Neighbours;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Augmentation;

/// <summary>Three learners that are fitted to real labels alone, and what they think of made rows.</summary>
/// <remarks>
/// Labelled rows are dealt into five folds, class by class. A made row is judged by learners that were not told of the fold of its first parent, which would
/// else vote for it; where the class has no other row, by learners that were told of all.
/// </remarks>
internal sealed class QualityPanel
{
    /// <summary>Stands for the parent of a row that was made from no single one.</summary>
    public const int NoParent = -1;

    private const int Folds = 5;
    private const int AllFolds = -1;

    private static readonly ILearnerFactory[] Members = [new NearestNeighboursFactory(), new LogisticRegressionFactory(), new NaiveBayesFactory()];

    private readonly Items _items;
    private readonly int[] _labels;
    private readonly AnswerSpace _space;
    private readonly int[] _fold;
    private readonly int[] _sizes;

    /// <summary>Takes the labelled rows.</summary>
    /// <param name="labelled">Their standardised features [labelled x features].</param>
    /// <param name="labels">Class of each.</param>
    /// <param name="classes">Number of classes.</param>
    public QualityPanel(FeatureMatrix labelled, int[] labels, int classes)
    {
        // None of its learners draws, so that the hash of the data is not asked for.
        _items = new Items("labelled rows", "", labelled, [.. Enumerable.Range(0, labelled.Rows)], []);
        _labels = labels;
        _space = new AnswerSpace(classes);
        _sizes = new int[classes];
        _fold = Array.ConvertAll(labels, label => _sizes[label]++ % Folds);
    }

    /// <summary>Entropy of a logistic regression that was told of all labels, over log K; in [0, 1].</summary>
    /// <param name="made">Standardised features of made rows.</param>
    public double[] Difficulties(FeatureMatrix made)
    {
        float[] probabilities = Predict(new LogisticRegressionFactory(), AllFolds, made);
        return [.. Enumerable.Range(0, made.Rows).Select(row => Math.Clamp(
            Probability.Entropy(probabilities.AsSpan(row * _space.Classes, _space.Classes)) / Math.Log(_space.Classes), 0, 1))];
    }

    /// <summary>Mean probability of the intended class.</summary>
    /// <param name="made">Standardised features of made rows.</param>
    /// <param name="labels">The class that each is meant to have.</param>
    /// <param name="parents">The labelled row that each was made from first; <see cref="NoParent"/> for none.</param>
    public double[] Agreements(FeatureMatrix made, int[] labels, int[] parents)
    {
        double[] agreements = new double[made.Rows];
        var lots = Enumerable.Range(0, made.Rows).GroupBy(row => parents[row] == NoParent || _sizes[labels[row]] < 2 ? AllFolds : _fold[parents[row]]);
        foreach (IGrouping<int, int> lot in lots)
        {
            int[] rows = [.. lot];
            FeatureMatrix own = made.Take(rows);
            foreach (float[] probabilities in Members.Select(member => Predict(member, lot.Key, own)))
            {
                for (int i = 0; i < rows.Length; i++)
                {
                    agreements[rows[i]] += probabilities[(i * _space.Classes) + labels[rows[i]]] / Members.Length;
                }
            }
        }
        return agreements;
    }

    private float[] Predict(ILearnerFactory member, int leftOut, FeatureMatrix made)
    {
        int[] told = [.. Enumerable.Range(0, _labels.Length).Where(row => _fold[row] != leftOut)];
        ILearner learner = member.Create();
        learner.Start(_items, _space);
        learner.Fit(told, Array.ConvertAll(told, row => _labels[row]), []);
        float[] probabilities = new float[made.Rows * _space.Classes];
        learner.Predict(made, probabilities);
        return probabilities;
    }
}
