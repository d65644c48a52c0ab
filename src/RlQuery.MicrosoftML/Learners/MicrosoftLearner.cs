using Microsoft.ML;
using Microsoft.ML.Data;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>A learner fitted afresh each time by a trainer of Microsoft.ML: one trainer for two classes, another for more.</summary>
/// <remarks>
/// Rows go to the trainer in the order of the data set, so that the order of labels and pool changes nothing, and each learner has its own context with one
/// seed and one thread. Weights are the trainers' own. Classes without a label get probability 0, and rows that are all alike leave the classes' shares.
/// </remarks>
public abstract class MicrosoftLearner : ILearner
{
    private readonly MLContext _context = new(seed: 0);
    private readonly LabelledRows _labelled = new();
    private readonly int _copies;
    private Items? _items;
    private int _classes;
    private IDataView? _pool;
    private FeatureMatrix? _seen;
    private IDataView? _tested;
    private ITransformer? _model;

    private protected MicrosoftLearner(string name, int copies = 1)
    {
        Name = name;
        _copies = copies;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        _labelled.Clear();
        _pool = ExampleViews.Unlabelled(_context, items.Features);
        _seen = null;
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException($"{Name}: call Start first");
        _labelled.Take(items, _classes, rows, labels, weights);
        _model = null;
        // LightGBM needs a feature that varies.
        if (_labelled.Classes.Length >= 2 && !_labelled.AreAlike(items.Features))
        {
            IDataView data = ExampleViews.Labelled(_context, items.Features, _labelled, _copies);
            _model = _labelled.Classes.Length == 2 ? FitTwo(_context, data) : FitMore(_context, data);
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> probabilities = prediction.Probabilities;
        int classes = _classes;
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
        IDataView predicted = _model.Transform(ViewOf(features));
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

    private IDataView ViewOf(FeatureMatrix features)
    {
        if (ReferenceEquals(features, _items!.Features))
        {
            return _pool!;
        }
        if (!ReferenceEquals(features, _seen))
        {
            _tested = ExampleViews.Unlabelled(_context, features);
            _seen = features;
        }
        return _tested!;
    }

    private void ReadTwo(IDataView predicted, Span<float> probabilities)
    {
        DataViewSchema.Column column = predicted.Schema["Probability"];
        using DataViewRowCursor cursor = predicted.GetRowCursor([column]);
        ValueGetter<float> read = cursor.GetGetter<float>(column);
        float second = 0;
        for (int start = 0; cursor.MoveNext(); start += _classes)
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
        for (int start = 0; cursor.MoveNext(); start += _classes)
        {
            read(ref scores);
            for (int i = 0; i < scores.Length; i++)
            {
                probabilities[start + _labelled.Classes[i]] = scores.GetItemOrDefault(i);
            }
        }
    }
}
