using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// The pool as a tree of clusters that merge: average linkage of Euclidean distances, on a seeded sample of a large pool, whose other rows go with the nearest
/// of the sample. Grown once per episode.
/// </summary>
/// <remarks>
/// Source: Sokal and Michener, "A Statistical Method for Evaluating Systematic Relationships" (1958), by chains of nearest neighbours (Murtagh, "A Survey of
/// Recent Advances in Hierarchical Clustering Algorithms", 1983), in time and memory in proportion to the square of the rows.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class PoolTree(SignalContext context)
{
    private const int SampleSize = 2048;

    private readonly List<(int Left, int Right, float Height)> _merges = [];
    private readonly List<(int Left, int Right, float Height)> _chained = [];
    private float[] _distances = [];
    private ulong[] _order = [];
    private int[] _leafOfRow = [];
    private int[] _sizes = [];
    private int[] _chain = [];
    private int[] _nodes = [];
    private int[] _clusterOfLeaf = [];
    private int[] _clusterOfRow = [];
    private int _cut = -1;
    private bool _begun;

    /// <summary>Number of leaves: rows of the sample. They are the nodes 0..<see cref="Leaves"/>-1.</summary>
    public int Leaves => Math.Min(context.Items.Count, SampleSize);

    /// <summary>The two nodes of each merge, from the nearest to the farthest; merge i makes node <see cref="Leaves"/> + i.</summary>
    public IReadOnlyList<(int Left, int Right, float Height)> Merges
    {
        get
        {
            Grow();
            return _merges;
        }
    }

    /// <summary>Begins an episode.</summary>
    /// <param name="again">Whether it has the same items and the same seed as the last.</param>
    public void Start(bool again) => _begun &= again;

    /// <summary>The leaf of each pool row.</summary>
    public ReadOnlySpan<int> LeafOfRow
    {
        get
        {
            Grow();
            return _leafOfRow.AsSpan(0, context.Items.Count);
        }
    }

    /// <summary>Cuts the tree into clusters.</summary>
    /// <param name="clusters">How many, at most as many as leaves.</param>
    /// <returns>The cluster of each pool row: 0 for that of the first leaf, and so on.</returns>
    public ReadOnlySpan<int> Cut(int clusters)
    {
        Grow();
        int rows = context.Items.Count;
        if (_cut != clusters)
        {
            _cut = clusters;
            Span<int> clusterOf = Buffers.Reserve(ref _clusterOfRow, rows);
            Span<int> clusterOfLeaf = Buffers.Reserve(ref _clusterOfLeaf, Leaves);
            Cut(clusters, clusterOfLeaf);
            for (int i = 0; i < rows; i++)
            {
                clusterOf[i] = clusterOfLeaf[_leafOfRow[i]];
            }
        }
        return _clusterOfRow.AsSpan(0, rows);
    }

    private void Cut(int clusters, Span<int> clusterOf)
    {
        int kept = Math.Max(0, Leaves - clusters);
        while (kept < _merges.Count && _merges[kept].Height <= 0)
        {
            // Copies are never parted.
            kept++;
        }
        Span<int> parent = Buffers.Reserve(ref _nodes, Leaves + kept);
        for (int i = 0; i < parent.Length; i++)
        {
            parent[i] = i;
        }
        for (int i = kept - 1; i >= 0; i--)
        {
            // Later merges come first, so that a node's own top is known before its parts are told.
            parent[_merges[i].Left] = parent[Leaves + i];
            parent[_merges[i].Right] = parent[Leaves + i];
        }
        Span<int> number = Buffers.Reserve(ref _sizes, parent.Length);
        number.Fill(-1);
        int count = 0;
        for (int leaf = 0; leaf < Leaves; leaf++)
        {
            int top = parent[leaf];
            number[top] = number[top] < 0 ? count++ : number[top];
            clusterOf[leaf] = number[top];
        }
    }

    private void Grow()
    {
        if (_begun)
        {
            return;
        }
        _begun = true;
        _cut = -1;
        FeatureMatrix pool = context.Items.Features;
        Span<float> distances = Buffers.Reserve(ref _distances, Leaves * Leaves);
        for (int i = 0; i < Leaves; i++)
        {
            distances[(i * Leaves) + i] = float.PositiveInfinity;
            for (int j = 0; j < i; j++)
            {
                float distance = MathF.Sqrt(VectorMath.SquaredDistance(pool.Row(context.InLots[i]), pool.Row(context.InLots[j])));
                distances[(i * Leaves) + j] = distance;
                distances[(j * Leaves) + i] = distance;
            }
        }
        PlaceRows(pool);
        Merge(distances);
        Sort();
    }

    private void PlaceRows(FeatureMatrix pool)
    {
        Span<int> leafOf = Buffers.Reserve(ref _leafOfRow, pool.Rows);
        for (int i = 0; i < Leaves; i++)
        {
            leafOf[context.InLots[i]] = i;
        }
        foreach (int row in context.InLots[Leaves..])
        {
            float least = float.PositiveInfinity;
            for (int leaf = 0; leaf < Leaves; leaf++)
            {
                float squared = VectorMath.SquaredDistance(pool.Row(row), pool.Row(context.InLots[leaf]));
                if (squared < least)
                {
                    (least, leafOf[row]) = (squared, leaf);
                }
            }
        }
    }

    // Follows nearest neighbours until two are each other's, and merges them into the place of the second. Places name their first leaf.
    private void Merge(Span<float> distances)
    {
        int n = Leaves;
        Span<int> sizes = Buffers.Reserve(ref _sizes, n);
        Span<int> chain = Buffers.Reserve(ref _chain, n);
        sizes.Fill(1);
        _merges.Clear();
        int length = 0;
        while (_merges.Count < n - 1)
        {
            if (length == 0)
            {
                chain[length++] = sizes.IndexOfAnyExcept(0);
            }
            int end = chain[length - 1];
            int nearest = length > 1 ? chain[length - 2] : -1;
            float least = nearest < 0 ? float.PositiveInfinity : distances[(end * n) + nearest];
            for (int k = 0; k < n; k++)
            {
                if (sizes[k] > 0 && k != end && (nearest < 0 || distances[(end * n) + k] < least))
                {
                    (nearest, least) = (k, distances[(end * n) + k]);
                }
            }
            if (length < 2 || nearest != chain[length - 2])
            {
                chain[length++] = nearest;
                continue;
            }
            length -= 2;
            _merges.Add((end, nearest, least));
            float share = sizes[end] / (float)(sizes[end] + sizes[nearest]);
            for (int k = 0; k < n; k++)
            {
                if (sizes[k] > 0 && k != end && k != nearest)
                {
                    float mean = (share * distances[(end * n) + k]) + ((1 - share) * distances[(nearest * n) + k]);
                    distances[(nearest * n) + k] = mean;
                    distances[(k * n) + nearest] = mean;
                }
            }
            sizes[nearest] += sizes[end];
            sizes[end] = 0;
        }
    }

    // By height; then places become nodes.
    private void Sort()
    {
        Span<ulong> order = Buffers.Reserve(ref _order, _merges.Count);
        for (int i = 0; i < order.Length; i++)
        {
            // Bits of floats that are not negative are in their order.
            order[i] = ((ulong)BitConverter.SingleToUInt32Bits(_merges[i].Height) << 32) | (uint)i;
        }
        order.Sort();
        _chained.Clear();
        _chained.AddRange(_merges);
        Span<int> node = Buffers.Reserve(ref _nodes, Leaves);
        Span<int> top = Buffers.Reserve(ref _chain, Leaves);
        for (int i = 0; i < Leaves; i++)
        {
            (node[i], top[i]) = (i, i);
        }
        _merges.Clear();
        foreach (ulong key in order)
        {
            (int left, int right, float height) = _chained[(int)(uint)key];
            int a = Top(top, left), b = Top(top, right);
            _merges.Add((node[a], node[b], height));
            top[a] = b;
            node[b] = Leaves + _merges.Count - 1;
        }
    }

    private static int Top(Span<int> top, int place)
    {
        while (top[place] != place)
        {
            top[place] = top[top[place]];
            place = top[place];
        }
        return place;
    }
}
