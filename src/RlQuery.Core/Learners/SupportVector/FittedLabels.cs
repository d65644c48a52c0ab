namespace RlQuery.Core.Learners.SupportVector;

/// <summary>What a learner was last fitted to: only a fit to the same labels and more may continue from the last solution.</summary>
internal sealed class FittedLabels
{
    private int[] _rows = [];
    private int[] _labels = [];
    private double[] _weights = [];
    private int _count;

    /// <summary>The rows of the last fit.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Forgets the last fit.</summary>
    public void Reset() => _count = 0;

    /// <summary>Takes in the next fit.</summary>
    /// <returns>Whether all rows of the last fit come first, with the same labels and weights.</returns>
    public bool Take(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        bool grown = rows.Length >= _count && rows.StartsWith(Rows) && labels.StartsWith(_labels.AsSpan(0, _count));
        if (_rows.Length < rows.Length)
        {
            int capacity = Math.Max(64, rows.Length * 2);
            Array.Resize(ref _rows, capacity);
            Array.Resize(ref _labels, capacity);
            Array.Resize(ref _weights, capacity);
        }
        rows.CopyTo(_rows);
        labels.CopyTo(_labels);
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            grown &= i >= _count || _weights[i] == weight;
            _weights[i] = weight;
        }
        _count = rows.Length;
        return grown;
    }
}
