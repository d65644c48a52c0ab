namespace RlQuery.Core.Learners.SupportVector;

/// <summary>The labelled rows of two classes, as a solver takes them.</summary>
internal sealed class PairExamples
{
    private int[] _labelled = [];
    private int[] _poolRows = [];
    private double[] _signs = [];
    private double[] _bounds = [];
    private double[] _multipliers = [];
    private double[] _sums = [];
    private int _count;

    /// <summary>Place of each row among all labelled ones.</summary>
    public ReadOnlySpan<int> Labelled => _labelled.AsSpan(0, _count);

    /// <summary>Pool row of each.</summary>
    public ReadOnlySpan<int> PoolRows => _poolRows.AsSpan(0, _count);

    /// <summary>1 for the first class, -1 for the second.</summary>
    public ReadOnlySpan<double> Signs => _signs.AsSpan(0, _count);

    /// <summary>C = 1 times the weight of each row.</summary>
    public ReadOnlySpan<double> Bounds => _bounds.AsSpan(0, _count);

    /// <summary>Scratch: one value per row.</summary>
    public Span<double> Multipliers => _multipliers.AsSpan(0, _count);

    /// <summary>Scratch: another value per row.</summary>
    public Span<double> Sums => _sums.AsSpan(0, _count);

    /// <summary>Collects the rows of two classes; those of weight 0 are left out.</summary>
    public void Collect(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, int first, int second)
    {
        if (_labelled.Length < rows.Length)
        {
            int capacity = Math.Max(64, rows.Length * 2);
            _labelled = new int[capacity];
            _poolRows = new int[capacity];
            _signs = new double[capacity];
            _bounds = new double[capacity];
            _multipliers = new double[capacity];
            _sums = new double[capacity];
        }
        _count = 0;
        Add(rows, labels, weights, first, 1);
        Add(rows, labels, weights, second, -1);
    }

    private void Add(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, int label, double sign)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (labels[i] == label && weight > 0)
            {
                _labelled[_count] = i;
                _poolRows[_count] = rows[i];
                _signs[_count] = sign;
                _bounds[_count++] = weight;
            }
        }
    }
}
