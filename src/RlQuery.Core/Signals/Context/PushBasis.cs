using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>A few vectors of which the pushes of every label are sums, for eight rows side by side.</summary>
/// <remarks>
/// How far class k is pushed down depends on the label by a few numbers alone: the sums of exponentials that its probability was divided by. It is nearly
/// proportional to the last of them, and smooth in all. So sums of the labels' pushes, weighted by powers of all that a label takes from other classes, span
/// nearly all of them; they are made orthonormal by the method of Gram and Schmidt.
/// </remarks>
internal readonly ref struct PushBasis
{
    /// <summary>Number of vectors.</summary>
    public const int Size = 3;

    private const int Lanes = LabelStep.Lanes;

    // What is left of a vector that is rounding error.
    private const float Rounding = 1e-9f;

    private readonly int _moving;
    private readonly Span<float> _vectors;
    private readonly Span<float> _factors;
    private readonly Span<float> _errors;

    /// <summary>Sets aside memory.</summary>
    /// <param name="moving">How many classes move, and may be labels.</param>
    /// <param name="rest">Memory, of which <see cref="Memory"/> values are taken.</param>
    public PushBasis(int moving, scoped ref Span<float> rest)
    {
        _moving = moving;
        _vectors = Buffers.Cut(ref rest, Size * moving * Lanes);
        _factors = Buffers.Cut(ref rest, moving * Size * Lanes);
        _errors = Buffers.Cut(ref rest, moving * Lanes);
    }

    /// <summary>Values of memory that are needed.</summary>
    /// <param name="moving">How many classes move.</param>
    public static int Memory(int moving) => ((2 * Size) + 1) * moving * Lanes;

    /// <summary>One vector's value for a class and a row.</summary>
    /// <param name="vector">0..<see cref="Size"/>-1.</param>
    /// <param name="place">Place of the class among those that move.</param>
    /// <param name="row">Which of the eight rows.</param>
    public float Vector(int vector, int place, int row) => _vectors[(((vector * _moving) + place) * Lanes) + row];

    /// <summary>How much of each vector is in the pushes of a label.</summary>
    /// <param name="label">Which of the labels that were taken in.</param>
    /// <param name="row">Which of the eight rows.</param>
    public (float First, float Second, float Third) Factors(int label, int row)
    {
        ReadOnlySpan<float> own = _factors.Slice(label * Size * Lanes, Size * Lanes);
        return (own[row], own[Lanes + row], own[(2 * Lanes) + row]);
    }

    /// <summary>How far any sampled row's score is wrong at most if a label's pushes are taken for sums of the vectors.</summary>
    /// <param name="label">Which of the labels that were taken in.</param>
    /// <param name="row">Which of the eight rows.</param>
    public float Error(int label, int row) => _errors[(label * Lanes) + row];

    /// <summary>Finds the vectors.</summary>
    /// <param name="after">The labels; those that are not tame have no part.</param>
    /// <param name="reach">The largest pull of each class; 0 for classes that are to be left out [moving classes x lanes].</param>
    public void Take(in LabelPushes after, ReadOnlySpan<float> reach)
    {
        int size = _moving * Lanes;
        Sum(after);
        for (int j = 0; j < _moving; j++)
        {
            Vector256<float> kept = Vector256.LessThanOrEqual(Load(reach, j * Lanes), Vector256<float>.Zero);
            for (int m = 0; m < Size; m++)
            {
                int place = (m * size) + (j * Lanes);
                Vector256.AndNot(Load(_vectors, place), kept).CopyTo(_vectors[place..]);
            }
        }
        for (int m = 0; m < Size; m++)
        {
            Span<float> own = _vectors.Slice(m * size, size);
            Vector256<float> before = Product(own, own);
            // Twice, since the vectors are nearly parallel.
            for (int i = 0; i < 2 * m; i++)
            {
                ReadOnlySpan<float> other = _vectors.Slice(i % m * size, size);
                AddScaled(-Product(own, other), other, own);
            }
            Vector256<float> left = Product(own, own);
            Vector256<float> scale = Vector256<float>.One / Vector256.Sqrt(Vector256.Max(left, Vector256.Create(1e-36f)));
            Vector256<float> meant = Vector256.GreaterThan(left, Vector256.Max(Rounding * before, Vector256.Create(1e-36f)));
            Multiply(own, Vector256.ConditionalSelect(meant, scale, Vector256<float>.Zero));
        }
        for (int label = 0; label < after.Labels.Length; label++)
        {
            Fit(label, after.Taken.Slice(label * size, size), reach);
        }
    }

    private void Sum(in LabelPushes after)
    {
        int size = _moving * Lanes;
        int labels = after.Labels.Length;
        _vectors.Clear();
        Vector256<float> largest = Vector256.Create(1e-30f);
        for (int label = 0; label < labels; label++)
        {
            largest = Vector256.Max(largest, Load(after.Tame, label * Lanes) * Load(after.Raised, label * Lanes));
        }
        for (int label = 0; label < labels; label++)
        {
            Vector256<float> tame = Load(after.Tame, label * Lanes);
            Vector256<float> weight = Load(after.Raised, label * Lanes) / largest;
            Vector256<float> square = weight * weight;
            ref float own = ref MemoryMarshal.GetReference(after.Taken.Slice(label * size, size));
            ref float vector = ref MemoryMarshal.GetReference(_vectors);
            for (nuint place = 0; place < (nuint)size; place += Lanes)
            {
                Vector256<float> push = tame * Vector256.LoadUnsafe(ref own, place);
                nuint second = place + (nuint)size, third = second + (nuint)size;
                (Vector256.LoadUnsafe(ref vector, place) + push).StoreUnsafe(ref vector, place);
                Vector256.FusedMultiplyAdd(weight, push, Vector256.LoadUnsafe(ref vector, second)).StoreUnsafe(ref vector, second);
                Vector256.FusedMultiplyAdd(square, push, Vector256.LoadUnsafe(ref vector, third)).StoreUnsafe(ref vector, third);
            }
        }
    }

    private void Fit(int label, ReadOnlySpan<float> taken, ReadOnlySpan<float> reach)
    {
        int size = _moving * Lanes;
        ref float own = ref MemoryMarshal.GetReference(taken);
        ref float vector = ref MemoryMarshal.GetReference(_vectors);
        ref float pull = ref MemoryMarshal.GetReference(reach);
        Vector256<float> first = Vector256<float>.Zero, second = first, third = first, error = first;
        for (nuint place = 0; place < (nuint)size; place += Lanes)
        {
            Vector256<float> push = Vector256.LoadUnsafe(ref own, place);
            first = Vector256.FusedMultiplyAdd(push, Vector256.LoadUnsafe(ref vector, place), first);
            second = Vector256.FusedMultiplyAdd(push, Vector256.LoadUnsafe(ref vector, place + (nuint)size), second);
            third = Vector256.FusedMultiplyAdd(push, Vector256.LoadUnsafe(ref vector, place + (nuint)(2 * size)), third);
        }
        for (nuint place = 0; place < (nuint)size; place += Lanes)
        {
            Vector256<float> left = Vector256.LoadUnsafe(ref own, place);
            left = Vector256.FusedMultiplyAdd(-first, Vector256.LoadUnsafe(ref vector, place), left);
            left = Vector256.FusedMultiplyAdd(-second, Vector256.LoadUnsafe(ref vector, place + (nuint)size), left);
            left = Vector256.FusedMultiplyAdd(-third, Vector256.LoadUnsafe(ref vector, place + (nuint)(2 * size)), left);
            error = Vector256.Max(error, Vector256.Abs(left) * Vector256.LoadUnsafe(ref pull, place));
        }
        first.CopyTo(_factors[(label * Size * Lanes)..]);
        second.CopyTo(_factors[(((label * Size) + 1) * Lanes)..]);
        third.CopyTo(_factors[(((label * Size) + 2) * Lanes)..]);
        error.CopyTo(_errors[(label * Lanes)..]);
    }

    private static Vector256<float> Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        Vector256<float> sum = Vector256<float>.Zero;
        for (nuint place = 0; place < (nuint)a.Length; place += Lanes)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, place), Vector256.LoadUnsafe(ref y, place), sum);
        }
        return sum;
    }

    private static void AddScaled(Vector256<float> factor, ReadOnlySpan<float> source, Span<float> target)
    {
        for (int place = 0; place < target.Length; place += Lanes)
        {
            Vector256.FusedMultiplyAdd(factor, Load(source, place), Load(target, place)).CopyTo(target[place..]);
        }
    }

    private static void Multiply(Span<float> values, Vector256<float> scale)
    {
        for (int place = 0; place < values.Length; place += Lanes)
        {
            (Load(values, place) * scale).CopyTo(values[place..]);
        }
    }

    private static Vector256<float> Load(ReadOnlySpan<float> values, int place) => Vector256.Create(values.Slice(place, Lanes));
}
