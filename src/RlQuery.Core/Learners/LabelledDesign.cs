using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>
/// The labelled rows for a penalised linear model: in the coordinates of their span while they are few, else feature by feature.
/// </summary>
/// <remarks>
/// The weights that minimise a loss of the rows' scores and ½|w|² lie in the span of the rows (the representer theorem: Kimeldorf and Wahba 1971), a rotation
/// changes neither, and the bias is no part of it. So the problem in the span's coordinates has the same solution.
/// </remarks>
internal sealed class LabelledDesign
{
    private readonly RowSpaceRotation _rotation = new();
    private double[] _row = [];

    /// <summary>The rows in the coordinates of the solver.</summary>
    public PaddedDesign Rows { get; } = new();

    /// <summary>The rotation to the span's coordinates; null if there are so many rows that it does not pay.</summary>
    public RowSpaceRotation? Rotation { get; private set; }

    /// <summary>Forgets all rows.</summary>
    /// <param name="features">Features of a row.</param>
    public void Reset(int features)
    {
        _rotation.Reset(features);
        Rotation = _rotation;
        Rows.Reset(0, trapezoidal: true);
        if (_row.Length < features)
        {
            _row = new double[features];
        }
    }

    /// <summary>Takes in the rows that are new.</summary>
    /// <param name="pool">What the numbers refer to.</param>
    /// <param name="rows">All labelled rows; those known come first.</param>
    public void Extend(FeatureMatrix pool, ReadOnlySpan<int> rows)
    {
        if (Rotation is not null && !IsReduced(rows.Length, pool.Columns))
        {
            Rotation = null;
            Rows.Reset(pool.Columns);
        }
        for (int i = Rows.Rows; i < rows.Length; i++)
        {
            if (Rotation is null)
            {
                Rows.Append(pool.Row(rows[i]));
                continue;
            }
            Span<double> row = _row.AsSpan(0, pool.Columns);
            Widen(pool.Row(rows[i]), row);
            Rotation.Add(row);
            Rows.Widen(Rotation.Rank);
            Rows.Append(row[..Rotation.Rank]);
        }
    }

    /// <summary>Turns weights and bias in the coordinates of <see cref="Rows"/> into weights per feature and bias.</summary>
    /// <param name="parameters">Weights, then the bias.</param>
    /// <param name="target">Receives one weight per feature, then the bias.</param>
    public void Restore(ReadOnlySpan<double> parameters, Span<double> target)
    {
        if (Rotation is null)
        {
            parameters.CopyTo(target);
            return;
        }
        parameters[..^1].CopyTo(target);
        target[(parameters.Length - 1)..].Clear();
        Rotation.Invert(target[..^1]);
        target[^1] = parameters[^1];
    }

    // Measured: up to here the smaller and triangular problem saves more than rotating rows and weights costs.
    private static bool IsReduced(int rows, int features) => rows <= features;

    private static void Widen(ReadOnlySpan<float> source, Span<double> target)
    {
        for (int j = 0; j < source.Length; j++)
        {
            target[j] = source[j];
        }
    }
}
