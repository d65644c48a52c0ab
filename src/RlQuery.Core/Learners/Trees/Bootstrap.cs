using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.Trees;

/// <summary>For each tree, as many draws with replacement from the labelled rows as there are labelled rows.</summary>
/// <remarks>
/// Draws change as little as possible from label to label: row n replaces each of the n - 1 earlier draws with probability 1/n, and one draw from all n rows is
/// added. Each draw is then uniform and independent of the others for every n (induction: a row has it with (1 - 1/n)/(n - 1) = 1/n), as in a reservoir of one;
/// a draw last taken at n outlasts N rows with chance n/N, so that its next turn is ⌊n/u⌋ + 1, u uniform. What is drawn depends on the seed and on n alone.
/// </remarks>
internal sealed class Bootstrap
{
    private readonly Pcg64 _draws = new(0);
    private readonly int _trees;
    private int[] _rows = [];
    private int[] _turns = [];
    private int _capacity;
    private int _count;
    private ulong _seed;

    /// <summary>Makes room for nothing yet.</summary>
    /// <param name="trees">Number of trees.</param>
    public Bootstrap(int trees)
    {
        _trees = trees;
    }

    /// <summary>Begins an episode.</summary>
    public void Start(ulong seed)
    {
        _seed = seed;
        _count = 0;
    }

    /// <summary>Draws for a number of labelled rows.</summary>
    public void Draw(int rows)
    {
        if (_capacity < rows)
        {
            _capacity = Math.Max(64, rows * 2);
            _rows = new int[_trees * _capacity];
            _turns = new int[_trees * _capacity];
            _count = 0;
        }
        _count = rows < _count ? 0 : _count;
        while (_count < rows)
        {
            _count++;
            _draws.Reseed(SeedSequence.Child(_seed, (ulong)_count));
            for (int tree = 0; tree < _trees; tree++)
            {
                AddRow(_rows.AsSpan(tree * _capacity, _count), _turns.AsSpan(tree * _capacity, _count));
            }
        }
    }

    /// <summary>Weights the labelled rows for a tree.</summary>
    /// <param name="tree">Number of the tree.</param>
    /// <param name="weights">Weight of each row.</param>
    /// <param name="drawn">Receives the weight times the number of draws.</param>
    /// <returns>Whether any row has weight.</returns>
    public bool Weigh(int tree, ReadOnlySpan<double> weights, Span<double> drawn)
    {
        drawn.Clear();
        bool any = false;
        foreach (int row in _rows.AsSpan(tree * _capacity, _count))
        {
            drawn[row] += weights[row];
            any |= weights[row] > 0;
        }
        return any;
    }

    private void AddRow(Span<int> rows, Span<int> turns)
    {
        int last = rows.Length - 1;
        for (int draw = 0; draw < last; draw++)
        {
            if (turns[draw] == rows.Length)
            {
                rows[draw] = last;
                turns[draw] = NextTurn(rows.Length);
            }
        }
        rows[last] = _draws.NextInt(rows.Length);
        turns[last] = NextTurn(rows.Length);
    }

    private int NextTurn(int count) => (int)Math.Min(count / (1 - _draws.NextDouble()), int.MaxValue - 1.0) + 1;
}
