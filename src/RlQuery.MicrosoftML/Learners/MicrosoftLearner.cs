using Microsoft.ML;
using Microsoft.ML.Data;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>A learner whose model a trainer of Microsoft.ML fits afresh each time: one for two classes, another for more.</summary>
/// <remarks>
/// Rows go to the trainer in the order of the data set, so that the order of labels and pool changes nothing, and each learner has its own context with one seed and one
/// thread. Weights are the trainers' own. Classes without a label get probability 0, and rows that
/// are all alike leave the classes' shares.
/// </remarks>
public abstract class MicrosoftLearner : ILearner
{
    private readonly MLContext _context = new(seed: 0);
    private readonly LabelledRows _labelled = new();
    private readonly int _copies;
    private LearningProblem? _problem;
    private IDataView? _pool;
    private IDataView? _test;
    private ITransformer? _model;

    private protected MicrosoftLearner(string name, int copies = 1)
    {
        Name = name;
        _copies = copies;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Start(LearningProblem problem)
    {
        _problem = problem;
        _labelled.Clear();
        _pool = ExampleViews.Unlabelled(_context, problem.Pool);
        _test = ExampleViews.Unlabelled(_context, problem.Test);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        LearningProblem problem = _problem ?? throw new InvalidOperationException($"{Name}: call Start first");
        _labelled.Take(problem, rows, labels, weights);
        _model = null;
        // LightGBM cannot do without a feature that varies.
        if (_labelled.Classes.Length >= 2 && !_labelled.AreAlike(problem.Pool))
        {
            IDataView data = ExampleViews.Labelled(_context, problem.Pool, _labelled, _copies);
            _model = _labelled.Classes.Length == 2 ? FitTwo(_context, data) : FitMore(_context, data);
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Span<float> probabilities)
    {
        int classes = _problem!.Classes;
        probabilities = probabilities[..(features.Rows * classes)];
        if (_labelled.PredictWithoutModel(classes, probabilities) || features.Rows == 0)
        {
            return;
        }
        if (_model is null)
        {
            _labelled.PredictShares(classes, probabilities);
            return;
        }
        IDataView view = ReferenceEquals(features, _problem.Pool) ? _pool!
            : ReferenceEquals(features, _problem.Test) ? _test!
            : ExampleViews.Unlabelled(_context, features);
        IDataView predicted = _model.Transform(view);
        if (_labelled.Classes.Length == 2)
        {
            ReadTwo(predicted, probabilities);
        }
        else
        {
            ReadMore(predicted, probabilities);
        }
    }

    /// <summary>Fits a model of two classes, by <see cref="Example.IsSecond"/>; its column <c>Probability</c> is that of the second.</summary>
    private protected abstract ITransformer FitTwo(MLContext context, IDataView data);

    /// <summary>Fits a model of three classes or more, by <see cref="Example.Class"/>; its column <c>Score</c> holds their probabilities.</summary>
    private protected abstract ITransformer FitMore(MLContext context, IDataView data);

    private void ReadTwo(IDataView predicted, Span<float> probabilities)
    {
        DataViewSchema.Column column = predicted.Schema["Probability"];
        using DataViewRowCursor cursor = predicted.GetRowCursor([column]);
        ValueGetter<float> read = cursor.GetGetter<float>(column);
        float second = 0;
        for (int start = 0; cursor.MoveNext(); start += _problem!.Classes)
        {
            read(ref second);
            probabilities[start + _labelled.Classes[0]] = 1 - second;
            probabilities[start + _labelled.Classes[1]] = second;
        }
    }

    private void ReadMore(IDataView predicted, Span<float> probabilities)
    {
        DataViewSchema.Column column = predicted.Schema["Score"];
        using DataViewRowCursor cursor = predicted.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> read = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> scores = default;
        for (int start = 0; cursor.MoveNext(); start += _problem!.Classes)
        {
            read(ref scores);
            for (int i = 0; i < scores.Length; i++)
            {
                probabilities[start + _labelled.Classes[i]] = scores.GetItemOrDefault(i);
            }
        }
    }
}
