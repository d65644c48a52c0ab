using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;

namespace RlQuery.Core.Signals;

/// <summary>How far the labelled rows are: kept up to date as labels come, one pass over the pool for each.</summary>
/// <remarks>Rows taken for the batch being chosen count as labelled, so that a batch holds no near-duplicates.</remarks>
public sealed class LabelGeometry
{
    private float[] _nearest = [];
    private float[] _block = [];
    private byte[] _labelled = [];
    private int _rows;
    private int _seen;

    /// <summary>Squared distance from each pool row to its nearest labelled or taken row; infinite while there is none.</summary>
    public ReadOnlySpan<float> NearestSquared => _nearest.AsSpan(0, _rows);

    /// <summary>1 for each pool row that is labelled or taken, else 0.</summary>
    public ReadOnlySpan<byte> Labelled => _labelled.AsSpan(0, _rows);

    /// <summary>Begins an episode.</summary>
    /// <param name="problem">Its problem.</param>
    public void Start(LearningProblem problem)
    {
        _rows = problem.Pool.Rows;
        if (_labelled.Length < _rows)
        {
            // Whole blocks of rows.
            _nearest = new float[_rows + FeatureMatrix.BlockRows];
            _labelled = new byte[_rows];
        }
        if (_block.Length < problem.Pool.Columns * FeatureMatrix.BlockRows)
        {
            _block = new float[problem.Pool.Columns * FeatureMatrix.BlockRows];
        }
        Array.Fill(_nearest, float.PositiveInfinity);
        Array.Clear(_labelled);
        _seen = 0;
    }

    /// <summary>Takes note of the rows that were labelled or taken since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        // Rows are labelled in the order in which they were taken, so the two lists together only ever grow.
        for (; _seen < pool.Labelled.Length + pool.Pending.Length; _seen++)
        {
            Add(pool, _seen < pool.Labelled.Length ? pool.Labelled[_seen] : pool.Pending[_seen - pool.Labelled.Length]);
        }
    }

    private void Add(Pool pool, int row)
    {
        FeatureMatrix features = pool.Problem.Pool;
        ReadOnlySpan<float> added = features.Row(row);
        _labelled[row] = 1;
        for (int start = 0; start < features.Rows; start += FeatureMatrix.BlockRows)
        {
            Measure(features.Block(start / FeatureMatrix.BlockRows, _block), added, ref _nearest[start]);
        }
    }

    // The smaller of what is known and the squared distance, for a block of rows.
    private static void Measure(ReadOnlySpan<float> block, ReadOnlySpan<float> added, ref float nearest)
    {
        ref float x = ref MemoryMarshal.GetReference(block);
        Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a;
        foreach (float value in added)
        {
            Vector256<float> own = Vector256.Create(value);
            Vector256<float> e = Vector256.LoadUnsafe(ref x) - own, f = Vector256.LoadUnsafe(ref x, 8) - own;
            Vector256<float> g = Vector256.LoadUnsafe(ref x, 16) - own, h = Vector256.LoadUnsafe(ref x, 24) - own;
            a = Vector256.FusedMultiplyAdd(e, e, a);
            b = Vector256.FusedMultiplyAdd(f, f, b);
            c = Vector256.FusedMultiplyAdd(g, g, c);
            d = Vector256.FusedMultiplyAdd(h, h, d);
            x = ref Unsafe.Add(ref x, FeatureMatrix.BlockRows);
        }
        Vector256.Min(a, Vector256.LoadUnsafe(ref nearest)).StoreUnsafe(ref nearest);
        Vector256.Min(b, Vector256.LoadUnsafe(ref nearest, 8)).StoreUnsafe(ref nearest, 8);
        Vector256.Min(c, Vector256.LoadUnsafe(ref nearest, 16)).StoreUnsafe(ref nearest, 16);
        Vector256.Min(d, Vector256.LoadUnsafe(ref nearest, 24)).StoreUnsafe(ref nearest, 24);
    }
}
