using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The expected log-loss of sampled rows after a label where there are many classes: most are moved so little that a polynomial does.</summary>
/// <remarks>
/// The cost of a candidate is labels x rows and classes x rows, in place of labels x classes x rows. Classes that some label moves far are computed one by one,
/// and labels that the polynomial does not fit are computed as with few classes.
/// </remarks>
internal static class ManyClassForecast
{
    /// <summary>From so many classes on it is quicker.</summary>
    public const int LeastClasses = 24;

    // A score that moves by less leaves a fifth term below a millionth.
    private const float LittleMove = 0.1f;

    // What a label may get wrong of a score.
    private const float LargestError = 1e-4f;

    // A label that moves no score by more leaves the loss as it is, to the rounding of its sum.
    private const float NoMove = 1e-6f;

    // Beyond, what is left of a sum of which the label's class was all would be rounding error.
    private const float FarthestRaise = 16;

    // With more than one in so many classes moved far, by a label or in all, the polynomial does not pay.
    private const int FarShare = 4;

    private const int Lanes = LabelStep.Lanes;

    /// <summary>Looks ahead.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="moving">The classes whose scores can move.</param>
    /// <param name="sample">The rows whose loss is summed.</param>
    /// <param name="expected">Receives the expected loss after each candidate was labelled, in expectation over its label.</param>
    /// <returns>The expected loss now.</returns>
    public static float After(SignalContext context, in MovingClasses moving, ReadOnlySpan<int> sample, Span<float> expected)
    {
        int count = moving.Count;
        int size = Lanes * count;
        int part = Lanes * context.ClassCount;
        Span<float> rest = context.Floats(
            LogLossRows.Memory(count, sample.Length) + AllLabelSteps.Memory(count) + PushBasis.Memory(count) + SmallMoves.Memory(count, sample.Length)
            + ((count + 5) * size) + count + Lanes + (2 * part));
        var rows = new LogLossRows(context, moving, sample, ref rest);
        var steps = new AllLabelSteps(count, ref rest);
        var basis = new PushBasis(count, ref rest);
        var sums = new SmallMoves(rows, count, ref rest);
        Span<float> taken = Buffers.Cut(ref rest, count * size);
        Span<float> weights = Buffers.Cut(ref rest, size);
        Span<float> raised = Buffers.Cut(ref rest, size);
        Span<float> tame = Buffers.Cut(ref rest, size);
        Span<float> largest = Buffers.Cut(ref rest, size);
        Span<float> reach = Buffers.Cut(ref rest, size);
        Span<float> own = Buffers.Cut(ref rest, count);
        Span<float> unmoved = Buffers.Cut(ref rest, Lanes);
        Span<float> scores = Buffers.Cut(ref rest, part);
        Span<float> leverage = rest;
        own.Clear();
        float now = rows.LossAfter(0, own);
        ReadOnlySpan<int> candidates = context.Candidates;
        for (int first = 0; first < candidates.Length; first += Lanes)
        {
            ReadOnlySpan<int> some = candidates.Slice(first, Math.Min(Lanes, candidates.Length - first));
            LabelStep.FillRows(context, first, some, moving.BlockOf, scores, leverage);
            rows.TakePulls(first, some.Length);
            steps.Take(moving, scores, leverage);
            FillLargest(rows, some.Length, largest);
            Span<int> likely = moving.Scratch[..count];
            int labels = 0;
            unmoved.Clear();
            for (int i = 0, found = Likely(context, moving, some, likely, weights); i < found; i++)
            {
                Vector256<float> weight = Load(weights, i);
                Vector256<float> meant = Vector256.GreaterThan(weight, Vector256<float>.Zero) & Vector256<float>.One;
                Span<float> pushes = taken.Slice(labels * size, size);
                Vector256<float> raise = steps.Solve(likely[i], meant, pushes);
                Vector256<float> moves = Moves(pushes, raise * Load(largest, likely[i]), largest);
                (Load(unmoved, 0) + Vector256.AndNot(weight, moves)).CopyTo(unmoved);
                if (moves == Vector256<float>.Zero)
                {
                    continue;
                }
                likely[labels] = likely[i];
                (weight & moves).CopyTo(weights[(labels * Lanes)..]);
                raise.CopyTo(raised[(labels++ * Lanes)..]);
            }
            var after = new LabelPushes(likely[..labels], taken[..(labels * size)], raised[..(labels * Lanes)], weights, tame);
            FillReach(after, largest, reach);
            basis.Take(after, reach);
            for (int lane = 0; lane < some.Length; lane++)
            {
                ReadOnlySpan<int> far = Far(reach, lane, moving.Scratch[count..]);
                expected[first + lane] = Expected(rows, sums, basis, after, lane, far, own, (unmoved[lane] * now, unmoved[lane]));
            }
        }
        return now;
    }

    // The loss after a label of one candidate, in expectation.
    private static float Expected(
        in LogLossRows rows, in SmallMoves sums, in PushBasis basis, in LabelPushes after, int candidate, ReadOnlySpan<int> far, Span<float> own,
        (float Sum, float Weight) unmoved)
    {
        ReadOnlySpan<float> pulls = rows.Pulls(candidate);
        bool pays = FarShare * far.Length <= own.Length;
        (float sum, float weight) = unmoved;
        if (pays && !after.Labels.IsEmpty)
        {
            sums.Take(pulls, basis, candidate, far);
        }
        for (int i = 0; i < after.Labels.Length; i++)
        {
            float p = after.Weights[(i * Lanes) + candidate];
            if (p == 0)
            {
                continue;
            }
            int label = after.Labels[i];
            float raise = after.Raised[(i * Lanes) + candidate];
            ReadOnlySpan<float> taken = after.Taken[((i * Lanes * own.Length) + candidate)..];
            bool fits = pays && after.Tame[(i * Lanes) + candidate] > 0 && basis.Error(i, candidate) < LargestError;
            if (fits && raise * rows.Largest(candidate)[label] < FarthestRaise)
            {
                sum += p * sums.LossAfter(pulls, label, raise, basis.Factors(i, candidate), taken, far);
            }
            else
            {
                for (int j = 0; j < own.Length; j++)
                {
                    own[j] = j == label ? raise : -taken[j * Lanes];
                }
                sum += p * rows.LossAfter(candidate, own);
            }
            weight += p;
        }
        return sum / weight;
    }

    // Labels that some row may have, and how probable they are of each row; 0 where that is negligible.
    private static int Likely(SignalContext context, in MovingClasses moving, ReadOnlySpan<int> some, Span<int> labels, Span<float> weights)
    {
        int found = 0;
        for (int j = 0; j < moving.Count; j++)
        {
            Span<float> own = weights.Slice(found * Lanes, Lanes);
            own.Clear();
            bool likely = false;
            for (int lane = 0; lane < some.Length; lane++)
            {
                float p = context.ProbabilitiesOf(some[lane])[moving[j]];
                if (p >= LossReduction.NegligibleProbability)
                {
                    own[lane] = p;
                    likely = true;
                }
            }
            if (likely)
            {
                labels[found++] = j;
            }
        }
        return found;
    }

    // All bits of a lane where some score moves; pushes of others become 0, since so small ones would only slow down what follows.
    private static Vector256<float> Moves(Span<float> pushes, Vector256<float> raised, ReadOnlySpan<float> largest)
    {
        ref float taken = ref MemoryMarshal.GetReference(pushes);
        ref float pull = ref MemoryMarshal.GetReference(largest);
        Vector256<float> farthest = raised;
        for (nuint place = 0; place < (nuint)pushes.Length; place += Lanes)
        {
            farthest = Vector256.MaxNative(farthest, Vector256.LoadUnsafe(ref taken, place) * Vector256.LoadUnsafe(ref pull, place));
        }
        Vector256<float> moves = Vector256.GreaterThan(farthest, Vector256.Create(NoMove));
        if (moves != Vector256<float>.Zero && !Vector256.EqualsAll(moves.AsInt32(), Vector256<int>.AllBitsSet))
        {
            for (nuint place = 0; place < (nuint)pushes.Length; place += Lanes)
            {
                (moves & Vector256.LoadUnsafe(ref taken, place)).StoreUnsafe(ref taken, place);
            }
        }
        return moves;
    }

    // The largest pull of each class, never 0.
    private static void FillLargest(in LogLossRows rows, int some, Span<float> largest)
    {
        for (int place = 0; place < largest.Length; place++)
        {
            largest[place] = MathF.Max(place % Lanes < some ? rows.Largest(place % Lanes)[place / Lanes] : 0, 1e-20f);
        }
    }

    // Finds the largest pull of each class, 0 for those that some label moves far, and marks labels by which too many would be moved far.
    private static void FillReach(in LabelPushes after, Span<float> largest, Span<float> reach)
    {
        int size = reach.Length;
        ref float pull = ref MemoryMarshal.GetReference(largest);
        ref float farthest = ref MemoryMarshal.GetReference(reach);
        reach.Clear();
        Vector256<float> little = Vector256.Create(LittleMove), most = Vector256.Create((size / Lanes / FarShare) + 0.5f);
        for (int i = 0; i < after.Labels.Length; i++)
        {
            ref float taken = ref MemoryMarshal.GetReference(after.Taken.Slice(i * size, size));
            Vector256<float> count = Vector256<float>.Zero;
            for (nuint place = 0; place < (nuint)size; place += Lanes)
            {
                Vector256<float> move = Vector256.LoadUnsafe(ref taken, place) * Vector256.LoadUnsafe(ref pull, place);
                count += Vector256.GreaterThan(move, little) & Vector256<float>.One;
            }
            Vector256<float> tame = Vector256.LessThan(count, most) & Vector256<float>.One;
            tame.CopyTo(after.Tame[(i * Lanes)..]);
            for (nuint place = 0; place < (nuint)size; place += Lanes)
            {
                Vector256.Max(Vector256.LoadUnsafe(ref farthest, place), tame * Vector256.LoadUnsafe(ref taken, place)).StoreUnsafe(ref farthest, place);
            }
        }
        for (int place = 0; place < size; place++)
        {
            reach[place] = reach[place] * largest[place] < LittleMove ? largest[place] : 0;
        }
    }

    private static ReadOnlySpan<int> Far(ReadOnlySpan<float> reach, int lane, Span<int> places)
    {
        int found = 0;
        for (int j = 0; j < reach.Length / Lanes; j++)
        {
            if (reach[(j * Lanes) + lane] == 0)
            {
                places[found++] = j;
            }
        }
        return places[..found];
    }

    private static Vector256<float> Load(ReadOnlySpan<float> values, int place) => Vector256.Create(values.Slice(place * Lanes, Lanes));
}
