using System.Globalization;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Seeds of an evaluation as they stand on a command line, such as <c>0-19</c>; both ends belong to them.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct SeedRange(int First, int Count)
{
    /// <summary>Reads a range, or a single seed; adds to the faults what is wrong with it.</summary>
    public static SeedRange? Parse(string text, Faults faults)
    {
        if (TryReadEnds(text, out int first, out int last) && last - first < Limits.Repeats.High && Limits.FirstSeed.Hold(first))
        {
            return new SeedRange(first, last - first + 1);
        }
        faults.Add(FormattableString.Invariant(
            $"seeds: {text} is not allowed; use a range such as 0-19, from {Limits.FirstSeed} on, of at most {Limits.Repeats.High} seeds"));
        return null;
    }

    /// <summary>Reads both ends of a range; those of a single seed are the seed.</summary>
    /// <returns>Whether they are whole numbers, the first no larger than the last.</returns>
    public static bool TryReadEnds(string text, out int first, out int last)
    {
        last = 0;
        int dash = text.IndexOf('-');
        return TryRead(dash < 0 ? text : text[..dash], out first) && TryRead(text[(dash + 1)..], out last) && first <= last;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{First + Count - 1}");

    private static bool TryRead(string text, out int seed) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
