using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Policies;

/// <summary>A dense layer with ReLU over many rows, with its weights packed for speed.</summary>
/// <remarks>
/// Every output is one chain of fused multiply-adds in the order of the inputs, whatever the number of lanes and rows. So a row gives the same bytes on every
/// processor and in every place. Outputs are computed in tiles of six rows by sixteen outputs.
/// </remarks>
internal sealed class DenseLayer
{
    /// <summary>Outputs are padded to a multiple of this.</summary>
    public const int TileOutputs = 16;

    /// <summary>Rows of the output buffer must reach to a multiple of this.</summary>
    public const int TileRows = 6;

    private readonly int _outputs;
    private readonly int _stride;
    private readonly int _first;
    private readonly int _inputs;
    private readonly float[] _weights;

    /// <summary>Makes a layer whose weights are zero.</summary>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="stride">Columns of the weights.</param>
    /// <param name="first">First column that the layer uses.</param>
    /// <param name="inputs">How many columns it uses.</param>
    public DenseLayer(int outputs, int stride, int first, int inputs)
    {
        _outputs = outputs;
        _stride = stride;
        _first = first;
        _inputs = inputs;
        PaddedOutputs = (outputs + TileOutputs - 1) / TileOutputs * TileOutputs;
        // By tile of outputs: the sixteen weights of one input lie together.
        _weights = new float[PaddedOutputs * inputs];
    }

    /// <summary>Outputs including the padding, which keeps its start values.</summary>
    public int PaddedOutputs { get; }

    /// <summary>Takes over weights.</summary>
    /// <param name="weights">Row-major [outputs x stride].</param>
    public void Pack(ReadOnlySpan<float> weights)
    {
        for (int output = 0; output < _outputs; output++)
        {
            ReadOnlySpan<float> row = weights.Slice((output * _stride) + _first, _inputs);
            int at = (output / TileOutputs * TileOutputs * _inputs) + (output % TileOutputs);
            foreach (float weight in row)
            {
                _weights[at] = weight;
                at += TileOutputs;
            }
        }
    }

    /// <summary>Computes start + weights * input, then optionally ReLU.</summary>
    /// <param name="input">Rows of inputs.</param>
    /// <param name="inputStride">Distance from row to row.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="start">What each sum starts from [padded outputs]: the biases.</param>
    /// <param name="output">Receives rows [rows, up to a multiple of <see cref="TileRows"/>, x padded outputs].</param>
    /// <param name="relu">Whether to apply ReLU.</param>
    public void Apply(ReadOnlySpan<float> input, int inputStride, int rows, ReadOnlySpan<float> start, Span<float> output, bool relu)
    {
        int paddedRows = (rows + TileRows - 1) / TileRows * TileRows;
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Length, ((rows - 1) * inputStride) + _inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(start.Length, PaddedOutputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, paddedRows * PaddedOutputs);
        ref float x = ref MemoryMarshal.GetReference(input);
        ref float y = ref MemoryMarshal.GetReference(output);
        Vector256<float> floor = relu ? Vector256<float>.Zero : Vector256.Create(float.NegativeInfinity);
        for (int tile = 0; tile < PaddedOutputs; tile += TileOutputs)
        {
            ref float weights = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), tile * _inputs);
            Vector256<float> start0 = Vector256.Create(start[tile..]);
            Vector256<float> start1 = Vector256.Create(start[(tile + 8)..]);
            for (int row = 0; row < rows; row += TileRows)
            {
                ref float target = ref Unsafe.Add(ref y, (row * PaddedOutputs) + tile);
                ApplyTile(ref x, row, rows - 1, inputStride, ref weights, start0, start1, floor, ref target);
            }
        }
    }

    // Rows after the last one repeat it; their outputs go to the padding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ApplyTile(
        ref float x, int row, int last, int stride, ref float weights,
        Vector256<float> start0, Vector256<float> start1, Vector256<float> floor, ref float target)
    {
        ref float x0 = ref Unsafe.Add(ref x, row * stride);
        ref float x1 = ref Unsafe.Add(ref x, Math.Min(row + 1, last) * stride);
        ref float x2 = ref Unsafe.Add(ref x, Math.Min(row + 2, last) * stride);
        ref float x3 = ref Unsafe.Add(ref x, Math.Min(row + 3, last) * stride);
        ref float x4 = ref Unsafe.Add(ref x, Math.Min(row + 4, last) * stride);
        ref float x5 = ref Unsafe.Add(ref x, Math.Min(row + 5, last) * stride);
        Vector256<float> a0 = start0, a1 = start0, a2 = start0, a3 = start0, a4 = start0, a5 = start0;
        Vector256<float> b0 = start1, b1 = start1, b2 = start1, b3 = start1, b4 = start1, b5 = start1;
        nuint count = (nuint)_inputs;
        for (nuint i = 0; i < count; i++)
        {
            Vector256<float> w0 = Vector256.LoadUnsafe(ref weights, i * TileOutputs);
            Vector256<float> w1 = Vector256.LoadUnsafe(ref weights, (i * TileOutputs) + 8);
            Vector256<float> v = Vector256.Create(Unsafe.Add(ref x0, i));
            a0 = Vector256.FusedMultiplyAdd(v, w0, a0);
            b0 = Vector256.FusedMultiplyAdd(v, w1, b0);
            v = Vector256.Create(Unsafe.Add(ref x1, i));
            a1 = Vector256.FusedMultiplyAdd(v, w0, a1);
            b1 = Vector256.FusedMultiplyAdd(v, w1, b1);
            v = Vector256.Create(Unsafe.Add(ref x2, i));
            a2 = Vector256.FusedMultiplyAdd(v, w0, a2);
            b2 = Vector256.FusedMultiplyAdd(v, w1, b2);
            v = Vector256.Create(Unsafe.Add(ref x3, i));
            a3 = Vector256.FusedMultiplyAdd(v, w0, a3);
            b3 = Vector256.FusedMultiplyAdd(v, w1, b3);
            v = Vector256.Create(Unsafe.Add(ref x4, i));
            a4 = Vector256.FusedMultiplyAdd(v, w0, a4);
            b4 = Vector256.FusedMultiplyAdd(v, w1, b4);
            v = Vector256.Create(Unsafe.Add(ref x5, i));
            a5 = Vector256.FusedMultiplyAdd(v, w0, a5);
            b5 = Vector256.FusedMultiplyAdd(v, w1, b5);
        }
        Store(a0, b0, floor, ref target, 0);
        Store(a1, b1, floor, ref target, 1);
        Store(a2, b2, floor, ref target, 2);
        Store(a3, b3, floor, ref target, 3);
        Store(a4, b4, floor, ref target, 4);
        Store(a5, b5, floor, ref target, 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector256<float> low, Vector256<float> high, Vector256<float> floor, ref float target, int row)
    {
        nuint offset = (nuint)(row * PaddedOutputs);
        Vector256.ConditionalSelect(Vector256.GreaterThan(low, floor), low, floor).StoreUnsafe(ref target, offset);
        Vector256.ConditionalSelect(Vector256.GreaterThan(high, floor), high, floor).StoreUnsafe(ref target, offset + 8);
    }
}
