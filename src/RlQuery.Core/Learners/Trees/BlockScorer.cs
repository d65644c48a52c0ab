using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Learners.Trees;

/// <summary>Evaluates a forest on a block of rows, 32 rows at a time.</summary>
internal static class BlockScorer
{
    /// <summary>Sums the shares of the leaves that the rows reach.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="block">The rows [features x lanes].</param>
    /// <param name="sums">Receives the sums over trees [classes x lanes].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(LeafMasks forest, ReadOnlySpan<float> block, Span<float> sums)
    {
        sums.Clear();
        ref float values = ref MemoryMarshal.GetReference(block);
        ref float totals = ref MemoryMarshal.GetReference(sums);
        ReadOnlySpan<LeafMasks.Decision> decisions = forest.Decisions;
        ReadOnlySpan<LeafMasks.Share> shares = forest.Shares;
        Vector256<uint> zero = Vector256<uint>.Zero;
        // Lanes that have not reached a leaf yet.
        Vector256<uint> openA = zero, openB = zero, openC = zero, openD = zero;
        foreach (ref readonly LeafMasks.Word word in forest.Words)
        {
            Vector256<uint> a = Vector256<uint>.AllBitsSet, b = a, c = a, d = a;
            foreach (ref readonly LeafMasks.Decision decision in decisions[word.Decisions])
            {
                ref float feature = ref Unsafe.Add(ref values, decision.Offset);
                Vector256<float> threshold = Vector256.Create(decision.Threshold);
                Vector256<uint> cleared = Vector256.Create(decision.Cleared);
                a = Vector256.AndNot(a, Vector256.GreaterThan(Vector256.LoadUnsafe(ref feature), threshold).AsUInt32() & cleared);
                b = Vector256.AndNot(b, Vector256.GreaterThan(Vector256.LoadUnsafe(ref feature, 8), threshold).AsUInt32() & cleared);
                c = Vector256.AndNot(c, Vector256.GreaterThan(Vector256.LoadUnsafe(ref feature, 16), threshold).AsUInt32() & cleared);
                d = Vector256.AndNot(d, Vector256.GreaterThan(Vector256.LoadUnsafe(ref feature, 24), threshold).AsUInt32() & cleared);
            }
            if (word.First)
            {
                openA = openB = openC = openD = Vector256<uint>.AllBitsSet;
            }
            Vector256<uint> leafA = a & (zero - a) & openA, leafB = b & (zero - b) & openB;
            Vector256<uint> leafC = c & (zero - c) & openC, leafD = d & (zero - d) & openD;
            openA &= Vector256.Equals(a, zero);
            openB &= Vector256.Equals(b, zero);
            openC &= Vector256.Equals(c, zero);
            openD &= Vector256.Equals(d, zero);
            foreach (ref readonly LeafMasks.Share share in shares[word.Shares])
            {
                ref float total = ref Unsafe.Add(ref totals, share.Offset);
                Vector256<uint> leaves = Vector256.Create(share.Leaves);
                Vector256<float> value = Vector256.Create(share.Value);
                Add(ref total, 0, leafA & leaves, value);
                Add(ref total, 8, leafB & leaves, value);
                Add(ref total, 16, leafC & leaves, value);
                Add(ref total, 24, leafD & leaves, value);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float total, nuint lane, Vector256<uint> reached, Vector256<float> value)
    {
        Vector256<float> missed = Vector256.Equals(reached, Vector256<uint>.Zero).AsSingle();
        (Vector256.LoadUnsafe(ref total, lane) + Vector256.AndNot(value, missed)).StoreUnsafe(ref total, lane);
    }
}
