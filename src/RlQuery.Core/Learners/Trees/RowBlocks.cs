using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Trees;

/// <summary>A matrix in blocks of <see cref="Lanes"/> rows, each block feature by feature, so that one decision is made for many rows at once.</summary>
internal sealed class RowBlocks
{
    /// <summary>Rows of a block.</summary>
    public const int Lanes = 32;

    private FeatureMatrix? _features;
    private float[] _values = [];

    /// <summary>Number of blocks; the last one's lanes without a row are zeros.</summary>
    public int Blocks { get; private set; }

    /// <summary>One block [features x lanes].</summary>
    public ReadOnlySpan<float> Block(int block) => _values.AsSpan(block * _features!.Columns * Lanes, _features.Columns * Lanes);

    /// <summary>Forgets the matrix.</summary>
    public void Reset() => _features = null;

    /// <summary>Takes a matrix, unless it is the last one.</summary>
    public void Take(FeatureMatrix features)
    {
        if (ReferenceEquals(features, _features))
        {
            return;
        }
        _features = features;
        Blocks = (features.Rows + Lanes - 1) / Lanes;
        int length = Blocks * features.Columns * Lanes;
        if (_values.Length < length)
        {
            _values = new float[length];
        }
        _values.AsSpan(0, length).Clear();
        for (int i = 0; i < features.Rows; i++)
        {
            ReadOnlySpan<float> row = features.Row(i);
            int place = (i / Lanes * features.Columns * Lanes) + (i % Lanes);
            for (int j = 0; j < row.Length; j++)
            {
                _values[place + (j * Lanes)] = row[j];
            }
        }
    }
}
