namespace RlQuery.Core;

/// <summary>Finds the name that a mistyped one most likely stands for.</summary>
public static class NearestName
{
    // The time of a comparison grows with the square of the letters.
    private const int MostLetters = 200;

    /// <summary>The known name that takes the fewest edits, if few enough.</summary>
    /// <param name="name">What was typed; case does not count.</param>
    /// <param name="known">Names that exist.</param>
    /// <returns>The nearest name (of equally near ones the first), or null if none is at most a third of its letters away.</returns>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string candidate in known.Where(candidate => Math.Max(name.Length, candidate.Length) <= MostLetters))
        {
            int distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < fewest && distance <= Math.Max(1, Math.Max(name.Length, candidate.Length) / 3))
            {
                (nearest, fewest) = (candidate, distance);
            }
        }
        return nearest;
    }

    /// <summary>A clause for an error message.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">Names that exist.</param>
    /// <returns><c>; did you mean 'margin'?</c>, or all known names if none is near.</returns>
    public static string Hint(string name, IReadOnlyCollection<string> known) =>
        Find(name, known) is string nearest ? $"; did you mean '{nearest}'?" : $"; use {string.Join(", ", known)}";

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment distance).</summary>
    private static int Distance(string from, string to)
    {
        int[,] edits = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1,
                        edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }
        return edits[from.Length, to.Length];
    }
}
