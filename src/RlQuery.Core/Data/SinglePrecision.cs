using System.Globalization;
using System.Numerics;

namespace RlQuery.Core.Data;

/// <summary>Makes numbers single precision without losing what tells them apart.</summary>
/// <remarks>
/// Single precision holds 24 binary digits. Seconds since 1970 need 31, so that all of one minute would be equal. Where numbers lie far from 0 for their range,
/// and some that differ would become equal, the smallest is taken from all of them first, exactly. Learners standardise, so a shift changes nothing else.
/// </remarks>
internal static class SinglePrecision
{
    /// <summary>Every number of so many decimal digits has a single of its own.</summary>
    private const int SafeDigits = 6;

    /// <summary>Nearer to 0 than so many ranges, a shift would win less than two binary digits.</summary>
    private const double FarRanges = 2;

    /// <summary>Steps of single precision that are finer than this share of the middle half of the numbers lose nothing that matters.</summary>
    private const double CoarseShare = 1.0 / 4096;

    private const int SampledRows = 1000;

    private const double DecimalError = 1e-14;

    /// <summary>2^53: double precision tells all smaller whole numbers apart.</summary>
    private const double MostExact = 9007199254740992;

    /// <summary>Converts a column of numbers.</summary>
    /// <param name="column">Its cells are finite numbers, or missing.</param>
    public static SingleColumn Of(TableColumn column)
    {
        return column.Held is { } held ? held.Read() : column.Numbers is not { } parsed ? Of(column.Cells)
            : parsed.Tally.HasManyDigits ? Convert(parsed.Values, column.Cells) : Plain(parsed.Values);
    }

    private static SingleColumn Of(string?[] cells)
    {
        double[] numbers = Array.ConvertAll(cells, cell => cell is null ? double.NaN : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture));
        return Array.Exists(cells, cell => cell is not null && HasMoreDigits<char>(cell)) ? Convert(numbers, cells) : Plain(numbers);
    }

    /// <summary>Converts numbers.</summary>
    /// <param name="numbers">Finite numbers, NaN where missing.</param>
    public static SingleColumn Of(double[] numbers) => Convert(numbers, null);

    /// <summary>Converts numbers as their texts are converted, which are made only where they are needed.</summary>
    /// <param name="numbers">Numbers, NaN where missing.</param>
    /// <param name="cells">Makes their texts, null where missing.</param>
    public static SingleColumn Of(double[] numbers, Func<string?[]> cells)
    {
        if (Array.TrueForAll(numbers, number => !double.IsFinite(number) || (Math.Abs(number) < MostExact && (float)number == number)))
        {
            return Plain(numbers);
        }
        double[] known = Array.FindAll(numbers, double.IsFinite);
        // The texts of numbers that are too large are refused by whoever looks at the values.
        return Array.TrueForAll(known, number => float.IsFinite((float)number)) && !Array.Exists(numbers, double.IsInfinity) && MayLose(known)
            ? Of(cells()) : Plain(numbers);
    }

    /// <summary>Whether numbers of more than a few digits may become equal, so that they have to be looked at one by one.</summary>
    /// <param name="known">The numbers, none of them missing; at least one.</param>
    public static bool MayLose(ReadOnlySpan<double> known) => IsFar(known) || IsCoarse(known);

    /// <summary>Whether all numbers are one, which double precision can tell.</summary>
    /// <param name="low">The smallest.</param>
    /// <param name="high">The largest.</param>
    public static bool IsOne(double low, double high) => low == high && Math.Abs(low) < MostExact;

    /// <summary>Whether a number as text has more digits than single precision always tells apart.</summary>
    /// <param name="cell">The text, in ASCII or UTF-16.</param>
    public static bool HasMoreDigits<T>(ReadOnlySpan<T> cell)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (cell.Length <= SafeDigits)
        {
            return false;
        }
        int digits = 0;
        foreach (T letter in cell)
        {
            int code = int.CreateTruncating(letter);
            if (code is 'e' or 'E')
            {
                break;
            }
            digits += code is >= '0' and <= '9' && (digits > 0 || code != '0') ? 1 : 0;
        }
        return digits > SafeDigits;
    }

    private static SingleColumn Plain(double[] numbers) => new(Array.ConvertAll(numbers, number => (float)number), 0, 0);

    private static SingleColumn Convert(double[] numbers, string?[]? cells)
    {
        SingleColumn plain = Plain(numbers);
        double[] known = Array.FindAll(numbers, double.IsFinite);
        if (known.Length == 0)
        {
            return plain;
        }
        bool far = IsFar(known);
        if (!far && !IsCoarse(known))
        {
            return plain;
        }
        decimal?[]? exact = cells is null ? null : Exact(cells, numbers);
        int distinct = exact?.OfType<decimal>().Distinct().Count() ?? known.Distinct().Count();
        plain = Counted(plain.Values, distinct);
        if (!far || plain.Kept == distinct)
        {
            return plain;
        }
        double least = known.Min();
        return Counted(exact is not null ? Shift(exact) : Array.ConvertAll(numbers, number => (float)(number - least)), distinct);
    }

    private static float[] Shift(decimal?[] exact)
    {
        decimal least = exact.OfType<decimal>().Min();
        return Array.ConvertAll(exact, number => number is { } there ? (float)(there - least) : float.NaN);
    }

    private static SingleColumn Counted(float[] values, int distinct) => new(values, distinct, values.Where(float.IsFinite).Distinct().Count());

    // Double precision holds 53 binary digits, and identifiers may have more. Null where decimals do not reach.
    private static decimal?[]? Exact(string?[] cells, double[] numbers)
    {
        var exact = new decimal?[cells.Length];
        for (int row = 0; row < exact.Length; row++)
        {
            if (cells[row] is { } cell)
            {
                if (!decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                    || Math.Abs((double)number - numbers[row]) > DecimalError * Math.Abs(numbers[row]))
                {
                    return null;
                }
                exact[row] = number;
            }
        }
        return exact;
    }

    private static bool IsFar(ReadOnlySpan<double> known)
    {
        double low = known[0];
        double high = known[0];
        foreach (double number in known)
        {
            low = Math.Min(low, number);
            high = Math.Max(high, number);
        }
        return Math.Max(Math.Abs(low), Math.Abs(high)) > FarRanges * (high - low);
    }

    private static bool IsCoarse(ReadOnlySpan<double> known)
    {
        int stride = Math.Max(1, known.Length / SampledRows);
        double[] sample = new double[(known.Length + stride - 1) / stride];
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = known[i * stride];
        }
        Array.Sort(sample);
        double spread = sample[3 * sample.Length / 4] - sample[sample.Length / 4];
        double step = MathF.BitIncrement((float)Math.Abs(sample[sample.Length / 2])) - (float)Math.Abs(sample[sample.Length / 2]);
        return spread == 0 || step > CoarseShare * spread;
    }
}
