using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Routing;

/// <summary>A learner of rows that is taught by several annotators: each row once, by its likeliest class, weighted by the probability of it.</summary>
/// <param name="learner">The learner of rows.</param>
internal sealed class RoutedLearner(ILearner learner) : ILearner
{
    private readonly List<int> _items = [];
    private readonly List<int> _answers = [];
    private float[] _predicted = [];
    private Items? _pairs;
    private Routes? _routes;
    private int _classes;

    /// <inheritdoc/>
    public string Name => learner.Name;

    /// <summary>What the answers tell of rows and annotators.</summary>
    public RowBeliefs Beliefs { get; } = new();

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _pairs = items;
        _routes = items.Routes ?? throw new ArgumentException("the items are no pairs of rows and annotators", nameof(items));
        _classes = space.Classes;
        Beliefs.Start(_routes, _classes);
        learner.Start(_routes.Rows, space);
    }

    /// <inheritdoc/>
    /// <remarks>Weights decide which answers count: those of 0 are as if they had not been given.</remarks>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        _items.Clear();
        _answers.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            if (weights.IsEmpty || weights[i] > 0)
            {
                _items.Add(rows[i]);
                _answers.Add(answers.Classes[i]);
            }
        }
        Beliefs.Learn([.. _items], [.. _answers]);
        int count = Beliefs.Rows.Count;
        int[] labels = new int[count];
        double[] sure = new double[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> belief = Beliefs.Of(Beliefs.Rows[i]);
            for (int k = 1; k < belief.Length; k++)
            {
                labels[i] = belief[k] > belief[labels[i]] ? k : labels[i];
            }
            sure[i] = belief[labels[i]];
        }
        if (!weights.IsEmpty)
        {
            // The rows of a committee's member come in another order.
            learner.Start(_routes!.Rows, new AnswerSpace(_classes));
        }
        learner.Fit([.. Beliefs.Rows], labels, sure);
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        if (!ReferenceEquals(features, _pairs?.Features))
        {
            learner.Predict(features, prediction);
            return;
        }
        // Each row of the pool once, however many annotators there are.
        Items rows = _routes!.Rows;
        if (_predicted.Length < rows.Count * _classes)
        {
            _predicted = new float[rows.Count * _classes];
        }
        Span<float> own = _predicted.AsSpan(0, rows.Count * _classes);
        learner.Predict(rows.Features, own);
        _routes.Spread(own, _classes, prediction.Probabilities);
    }
}
