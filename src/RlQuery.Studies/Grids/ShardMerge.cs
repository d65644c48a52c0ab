using RlQuery.Core;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Grids;

/// <summary>Joins the shards of a grid to the result of a single run.</summary>
internal static class ShardMerge
{
    private const int MostNamed = 10;

    /// <summary>Joins shards.</summary>
    /// <param name="shards">The journal of each, with its name in faults; at least one.</param>
    /// <returns>Settings of the grid, and all its episodes.</returns>
    /// <exception cref="InvalidInputException">They are not the shards of one grid, one is given twice or not finished, or some are missing.</exception>
    public static (EvaluationSettings Settings, EvaluationResult Result) Join(IReadOnlyList<(string Name, JournalContent Content)> shards)
    {
        (string first, JournalContent own) = shards[0];
        var faults = new List<string>();
        faults.AddRange(shards.Where(shard => shard.Content.Shard.IsWhole).Select(shard => $"{shard.Name}: holds a whole run and no shard of one"));
        faults.AddRange(faults.Count > 0 ? [] : shards.Skip(1)
            .Select(shard => (shard.Name, Difference: Difference(own, shard.Content)))
            .Where(shard => shard.Difference is not null)
            .Select(shard => $"{shard.Name}: is a shard of another run than {first}: {shard.Difference}"));
        if (faults.Count == 0)
        {
            faults.AddRange(Overlaps(shards));
            faults.AddRange(shards.Select(Unfinished).OfType<string>());
            faults.AddRange(Missing(own.Shard.Parts, shards));
        }
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
        var outcomes = shards.SelectMany(shard => shard.Content.Outcomes).ToDictionary();
        return (own.Settings, new EvaluationResult([.. own.Settings.Cells(Shard.Whole).Select(cell => outcomes[cell])]));
    }

    private static string? Difference(JournalContent first, JournalContent other) => other.Settings.DifferenceFrom(first.Settings)
        ?? (other.Shard.Parts == first.Shard.Parts ? null : $"one of {other.Shard.Parts} parts, not of {first.Shard.Parts}");

    private static IEnumerable<string> Overlaps(IReadOnlyList<(string Name, JournalContent Content)> shards) => shards
        .GroupBy(shard => shard.Content.Shard).Where(same => same.Count() > 1)
        .Select(same => $"{same.ElementAt(1).Name}: is shard {same.Key}, as {same.First().Name} is; name each once");

    private static string? Unfinished((string Name, JournalContent Content) shard)
    {
        long all = shard.Content.Settings.CellsOf(shard.Content.Shard);
        return shard.Content.Outcomes.Count == all
            ? null
            : $"{shard.Name}: shard {shard.Content.Shard} has {shard.Content.Outcomes.Count} of {all} episodes; end it with --resume";
    }

    private static IEnumerable<string> Missing(int parts, IReadOnlyList<(string Name, JournalContent Content)> shards)
    {
        string[] missing =
        [
            .. Enumerable.Range(1, parts).Except(shards.Select(shard => shard.Content.Shard.Part)).Select(part => new Shard(part, parts).ToString()),
        ];
        if (missing.Length > 0)
        {
            string more = missing.Length > MostNamed ? $" and {missing.Length - MostNamed} more" : "";
            yield return $"shards are missing: {string.Join(", ", missing.Take(MostNamed))}{more}";
        }
    }
}
