namespace RlQuery.Core.Numerics;

/// <summary>The order of values, ascending, with equal values in the order in which numpy's <c>argsort</c> leaves them.</summary>
/// <remarks>
/// numpy's default is not stable: a quicksort with the median of three as pivot, down to parts of 16, which insertion sorts (R. Sedgewick, "Implementing
/// Quicksort Programs", CACM 21, 1978). Published choices among equal values are those of this order. numpy up to 1.24, and later ones on processors without
/// AVX-512.
/// </remarks>
internal static class ArgSort
{
    private const int SmallPart = 15;

    /// <summary>Sorts places by their values.</summary>
    /// <param name="values">Values; no NaN.</param>
    /// <returns>The place of the smallest value, that of the next one, and so on.</returns>
    public static int[] Of(ReadOnlySpan<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        var waiting = new Stack<(int Left, int Right)>();
        waiting.Push((0, values.Length - 1));
        while (waiting.TryPop(out (int Left, int Right) part))
        {
            (int left, int right) = part;
            while (right - left > SmallPart)
            {
                int middle = Partition(values, order, left, right);
                if (middle - left < right - middle)
                {
                    waiting.Push((middle + 1, right));
                    right = middle - 1;
                }
                else
                {
                    waiting.Push((left, middle - 1));
                    left = middle + 1;
                }
            }
            Insert(values, order, left, right);
        }
        return order;
    }

    private static int Partition(ReadOnlySpan<double> values, int[] order, int left, int right)
    {
        int middle = left + ((right - left) >> 1);
        SwapIfLess(values, ref order[middle], ref order[left]);
        SwapIfLess(values, ref order[right], ref order[middle]);
        SwapIfLess(values, ref order[middle], ref order[left]);
        double pivot = values[order[middle]];
        int i = left;
        int j = right - 1;
        (order[middle], order[j]) = (order[j], order[middle]);
        while (true)
        {
            do
            {
                i++;
            }
            while (values[order[i]] < pivot);
            do
            {
                j--;
            }
            while (pivot < values[order[j]]);
            if (i >= j)
            {
                break;
            }
            (order[i], order[j]) = (order[j], order[i]);
        }
        (order[i], order[right - 1]) = (order[right - 1], order[i]);
        return i;
    }

    private static void SwapIfLess(ReadOnlySpan<double> values, ref int later, ref int earlier)
    {
        if (values[later] < values[earlier])
        {
            (later, earlier) = (earlier, later);
        }
    }

    private static void Insert(ReadOnlySpan<double> values, int[] order, int left, int right)
    {
        for (int i = left + 1; i <= right; i++)
        {
            int place = order[i];
            int j = i;
            for (; j > left && values[place] < values[order[j - 1]]; j--)
            {
                order[j] = order[j - 1];
            }
            order[j] = place;
        }
    }
}
