using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Trees;

/// <summary>
/// A random forest (L. Breiman, "Random Forests", 2001) as scikit-learn's RandomForestClassifier is by default: 100 trees, each on a bootstrap of the labelled
/// rows, √d features tried for each split, Gini impurity, grown until leaves are pure; probabilities are the mean of the trees' leaf shares.
/// </summary>
/// <remarks>
/// A function of the problem, its start rows and the labels in their order, whatever was fitted before; the order of the pool does not matter. Random numbers
/// depend on the data, the start rows, the tree and the number of labels. Allocates nothing after the first episode of a size. Classes without a label get
/// probability 0.
/// <para>
/// Differences from scikit-learn 1.2: random numbers differ. A feature that separates the classes of a node completely ends the search, since no other can be
/// better. Thresholds are single precision. A tree whose bootstrap has only rows of weight 0 takes all rows; weights otherwise multiply the rows' counts in the
/// bootstrap, there and here.
/// </para>
/// <para>
/// Bootstraps change as little as possible from label to label (see <see cref="Bootstrap"/>), and so do the seeds that draw features. So a refit differs by
/// what the label teaches and not at random, and is no less accurate.
/// </para>
/// </remarks>
public sealed class RandomForest : ILearner
{
    private const int Trees = 100;

    private readonly SortedColumns _columns = new();
    private readonly Bootstrap _bootstrap = new(Trees);
    private readonly TreeGrower _grower = new();
    private readonly GrownTree _tree = new();
    private readonly LeafMasks _forest = new();
    private readonly RowBlocks _pool = new();
    private readonly RowBlocks _tested = new();
    private readonly ulong[] _treeSeeds = new ulong[Trees];
    private Items? _items;
    private int _classes;
    private double[] _weights = [];
    private double[] _drawn = [];
    private float[] _sums = [];
    private int _complement;

    /// <inheritdoc/>
    public string Name => RandomForestFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        ulong seed = items.Seed(RandomForestFactory.LearnerName);
        ulong trees = SeedSequence.Child(seed, "trees");
        for (int tree = 0; tree < Trees; tree++)
        {
            _treeSeeds[tree] = SeedSequence.Child(trees, (ulong)tree);
        }
        _bootstrap.Start(SeedSequence.Child(seed, "bootstrap"));
        _columns.Start(items.Features);
        _grower.Start(items.Features.Columns, _classes);
        _forest.Clear();
        _pool.Reset();
        _tested.Reset();
        if (_sums.Length < _classes * RowBlocks.Lanes)
        {
            _sums = new float[_classes * RowBlocks.Lanes];
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException("random-forest: call Start first");
        _forest.Clear();
        _columns.Label(rows);
        _bootstrap.Draw(rows.Length);
        if (_weights.Length < rows.Length)
        {
            _weights = new double[Math.Max(64, rows.Length * 2)];
            _drawn = new double[_weights.Length];
        }
        Span<double> own = _weights.AsSpan(0, rows.Length);
        own.Fill(1);
        weights.CopyTo(own);
        if (!own.ContainsAnyExcept(0))
        {
            return;
        }
        FindComplement(_classes, labels, own);
        Span<double> drawn = _drawn.AsSpan(0, rows.Length);
        for (int tree = 0; tree < Trees; tree++)
        {
            if (!_bootstrap.Weigh(tree, own, drawn))
            {
                own.CopyTo(drawn);
            }
            _grower.Grow(_treeSeeds[tree], _columns, new TreeExamples(labels, drawn), _tree);
            _forest.Add(_tree, _classes, _complement);
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> probabilities = prediction.Probabilities;
        int classes = _classes;
        probabilities = probabilities[..(features.Rows * classes)];
        if (_forest.Words.IsEmpty)
        {
            probabilities.Fill(1f / classes);
            return;
        }
        RowBlocks rows = ReferenceEquals(features, _items!.Features) ? _pool : _tested;
        rows.Take(features);
        Span<float> sums = _sums.AsSpan(0, classes * RowBlocks.Lanes);
        for (int block = 0; block < rows.Blocks; block++)
        {
            BlockScorer.Score(_forest, rows.Block(block), sums);
            int first = block * RowBlocks.Lanes;
            int count = Math.Min(RowBlocks.Lanes, features.Rows - first);
            if (_complement >= 0)
            {
                AddComplement(sums);
            }
            for (int lane = 0; lane < count; lane++)
            {
                for (int k = 0; k < classes; k++)
                {
                    probabilities[((first + lane) * classes) + k] = sums[(k * RowBlocks.Lanes) + lane] / Trees;
                }
            }
        }
    }

    // With two classes, the first has one minus the probability of the second.
    private void FindComplement(int classes, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        _complement = -1;
        int present = 0;
        for (int k = classes - 1; k >= 0; k--)
        {
            bool found = false;
            for (int i = 0; i < labels.Length && !found; i++)
            {
                found = labels[i] == k && weights[i] > 0;
            }
            if (found)
            {
                present++;
                _complement = k;
            }
        }
        _complement = present == 2 ? _complement : -1;
    }

    private void AddComplement(Span<float> sums)
    {
        Span<float> own = sums.Slice(_complement * RowBlocks.Lanes, RowBlocks.Lanes);
        own.Fill(Trees);
        for (int start = 0; start < sums.Length; start += RowBlocks.Lanes)
        {
            for (int lane = 0; lane < RowBlocks.Lanes && start != _complement * RowBlocks.Lanes; lane++)
            {
                own[lane] -= sums[start + lane];
            }
        }
    }
}
