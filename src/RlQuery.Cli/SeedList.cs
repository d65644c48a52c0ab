using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Seeds as they stand on a command line: single ones and ranges, such as <c>0-149</c> or <c>0,3,10-19</c>.</summary>
internal static class SeedList
{
    private const int MostSeeds = 1_000_000;

    /// <summary>Reads a list; adds to the faults what is wrong with it.</summary>
    /// <returns>The seeds in the order given.</returns>
    public static IReadOnlyList<long> Parse(string text, Faults faults)
    {
        var seeds = new List<long>();
        foreach (string part in text.Split(','))
        {
            if (!SeedRange.TryReadEnds(part, out int first, out int last))
            {
                faults.Add($"seeds: '{part}' is not allowed; use a range such as 0-149, or seeds such as 0,3,10-19, each 0..{int.MaxValue}");
            }
            else if (seeds.Count + (last - (long)first) >= MostSeeds)
            {
                faults.Add($"seeds: {text} are too many; use at most {MostSeeds}");
                break;
            }
            else
            {
                seeds.AddRange(Enumerable.Range(0, last - first + 1).Select(i => first + (long)i));
            }
        }
        long[] repeated = [.. seeds.GroupBy(seed => seed).Where(group => group.Count() > 1).Select(group => group.Key)];
        if (repeated.Length > 0)
        {
            faults.Add($"seeds: {repeated[0]} is given twice; name each once");
        }
        return seeds;
    }
}
