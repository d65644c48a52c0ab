using System.Globalization;
using RlQuery.Studies;
using RlQuery.Studies.Grids;

namespace RlQuery.Cli;

/// <summary>A shard as it stands on a command line, such as <c>3/16</c>.</summary>
internal static class ShardOption
{
    /// <summary>Reads a shard; adds to the faults what is wrong with it.</summary>
    /// <returns>The whole where none is given.</returns>
    public static Shard Parse(string? text, Faults faults)
    {
        if (text is null)
        {
            return Shard.Whole;
        }
        string[] words = text.Split('/');
        if (words.Length == 2 && TryRead(words[0], out int part) && TryRead(words[1], out int parts)
            && parts is >= 2 and <= Shard.MostParts && part >= 1 && part <= parts)
        {
            return new Shard(part, parts);
        }
        faults.Add($"shard: {text} is not allowed; use K/N such as 3/16, N in 2..{Shard.MostParts} and K in 1..N");
        return Shard.Whole;
    }

    private static bool TryRead(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
