using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// A learner that divides rows into clusters that heed the answered pairs. For a pair it predicts the probability that its rows are in one cluster; for a row
/// of the judge, its cluster.
/// </summary>
/// <remarks>
/// What follows from the answers is certain. Other rows are in one cluster with the probability that two independent draws from their memberships agree. Rows
/// that must-links join share one membership, the product of their own (N. Shental, A. Bar-Hillel, T. Hertz and D. Weinshall, "Computing Gaussian Mixture
/// Models with EM Using Equivalence Constraints", 2003).
/// </remarks>
internal abstract class Clusterer : ILearner
{
    private (int Item, bool Together)[] _answered = [];
    private Items? _items;
    private double[] _scores = [];
    private double[] _members = [];

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>What can be asked for.</summary>
    protected Items Items => _items!;

    /// <summary>The known answers, in the order in which they came.</summary>
    protected IReadOnlyList<(int Item, bool Together)> Answered => _answered;

    /// <summary>The pairs of the episode.</summary>
    protected RowPairs Pairs { get; private set; } = null!;

    /// <summary>What is known.</summary>
    protected Neighbourhoods Known { get; private set; } = null!;

    /// <summary>Seed of all that the learner draws in the episode.</summary>
    protected ulong Seed { get; private set; }

    /// <summary>Number of clusters that the last fit made.</summary>
    protected virtual int Clusters => Pairs.Clusters;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The items are not pairs.</exception>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        Pairs = items.Pairs ?? throw new ArgumentException($"{items.Name}: {Name} clusters rows, and the items are not pairs of rows", nameof(items));
        Seed = items.Seed(Name);
        Begin();
        Fit([], ReadOnlySpan<int>.Empty, []);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        Known = Neighbourhoods.Of(Pairs, rows, answers.Classes);
        _answered = new (int, bool)[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            _answered[i] = (rows[i], answers.Classes[i] == 1);
        }
        Divide();
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        if (!ReferenceEquals(features, _items?.Features))
        {
            throw new ArgumentException($"{Name} tells of the pairs that it was started with alone", nameof(features));
        }
        ReadOnlySpan<double> members = MembersOfAsked();
        int clusters = Clusters;
        for (int item = 0; item < Pairs.Count; item++)
        {
            (int a, int b) = (Pairs.First(item), Pairs.Second(item));
            float together = Known.Closure.Of(a, b) is bool known
                ? known ? 1 : 0
                : (float)Math.Clamp(VectorMath.Dot(members.Slice(a * clusters, clusters), members.Slice(b * clusters, clusters)), 0, 1);
            prediction.Probabilities[2 * item] = 1 - together;
            prediction.Probabilities[(2 * item) + 1] = together;
        }
    }

    /// <inheritdoc/>
    public void PredictJudged(FeatureMatrix features, Prediction prediction)
    {
        Span<float> target = prediction.Probabilities;
        int width = features.Rows == 0 ? 0 : target.Length / features.Rows;
        double[] scores = new double[Clusters];
        target.Clear();
        for (int row = 0; row < features.Rows; row++)
        {
            Score(features.Row(row), scores);
            Probability.Softmax(scores);
            for (int cluster = 0; cluster < scores.Length; cluster++)
            {
                target[(row * width) + cluster] = (float)scores[cluster];
            }
        }
    }

    /// <summary>Forgets the episode before.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Divides all rows into clusters by what is known.</summary>
    protected abstract void Divide();

    /// <summary>Logarithm of the membership of a row in each cluster, up to a constant.</summary>
    /// <param name="row">Standardised features of a row, which need not be among the pairs.</param>
    /// <param name="scores">Receives a value for each cluster.</param>
    protected abstract void Score(ReadOnlySpan<float> row, Span<double> scores);

    /// <summary>The same for a row of the pairs.</summary>
    /// <param name="row">Number of the row.</param>
    /// <param name="scores">Receives a value for each cluster.</param>
    protected virtual void Score(int row, Span<double> scores) => Score(Pairs.Rows.Row(row), scores);

    private ReadOnlySpan<double> MembersOfAsked()
    {
        int clusters = Clusters;
        if (_members.Length < Pairs.Asked * clusters)
        {
            _members = new double[Pairs.Asked * clusters];
            _scores = new double[Pairs.Asked * clusters];
        }
        _members.AsSpan().Clear();
        for (int row = 0; row < Pairs.Asked; row++)
        {
            Score(row, _scores.AsSpan(row * clusters, clusters));
            VectorMath.AddScaled(1, _scores.AsSpan(row * clusters, clusters), _members.AsSpan(Known.Closure.GroupOf(row) * clusters, clusters));
        }
        for (int row = 0; row < Pairs.Asked; row++)
        {
            int group = Known.Closure.GroupOf(row);
            if (group == row)
            {
                Probability.Softmax(_members.AsSpan(row * clusters, clusters));
            }
            else
            {
                // The group is the lowest row, so that its membership is ready.
                _members.AsSpan(group * clusters, clusters).CopyTo(_members.AsSpan(row * clusters, clusters));
            }
        }
        return _members;
    }
}
