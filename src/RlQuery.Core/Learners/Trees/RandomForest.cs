using System.Globalization;
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
/// Where it differs from scikit-learn 1.2: random numbers are others. A feature that parts the classes of a node completely ends the search, since no other can
/// be better. Thresholds are single precision. A tree whose bootstrap meets rows of weight 0 alone takes all rows; weights otherwise multiply the rows' counts
/// in the bootstrap, there and here.
/// </para>
/// <para>
/// Bootstraps stay from label to label as far as they can (see <see cref="Bootstrap"/>), and so do the seeds that draw features: a refit differs by what the
/// label teaches rather than by lot, and is no less accurate. Test parts of bundled sets, 12 splits, labels drawn by lot; "afresh" draws all lots anew for each
/// fit; step: root of the mean of Σ Δp² over a row's classes from one label to the next, from 20 to 80 labels:
/// <code>
///              accuracy at 20, 40, 80 labels            step
///              here                afresh               here   afresh
/// wdbc         0.921 0.929 0.939   0.920 0.931 0.941    0.029  0.058
/// diabetes     0.696 0.716 0.744   0.704 0.716 0.747    0.057  0.090
/// ionosphere   0.811 0.873 0.922   0.812 0.871 0.920    0.046  0.078
/// digits       0.504 0.678 0.826   0.513 0.679 0.819    0.093  0.127
/// vowel-sex    0.809 0.864 0.932   0.785 0.869 0.934    0.054  0.089
/// soybean      0.466 0.666 0.806   0.461 0.672 0.802    0.084  0.119
/// heart        0.756 0.780 0.795   0.768 0.789 0.805    0.051  0.086
/// mean         0.709 0.787 0.852   0.709 0.790 0.853    0.059  0.092
/// </code>
/// Poisson counts for each row and tree (N. Oza and S. Russell, "Online Bagging and Boosting", 2001) halve the step, but with 5 labels lose 0.4 to 1.5 points
/// of accuracy (5 sets, 300 splits).
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
        ulong seed = SeedSequence.Child(ulong.Parse(items.DataHash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture), "random-forest");
        foreach (int row in items.Origin)
        {
            seed = SeedSequence.Child(seed, (ulong)items.Rows[row]);
        }
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

    // The first of two classes with labels has what the other leaves it.
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
