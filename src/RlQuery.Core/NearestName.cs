namespace RlQuery.Core;

/// <summary>Finds the name that somebody most likely meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest edits (Levenshtein 1966, letters of either case alike) from a name.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What is allowed, the earlier winning a tie.</param>
    /// <returns>The nearest, or null where more than half of its letters would have to change.</returns>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int edits = Edits(name, candidate);
            if (edits < fewest && 2 * edits <= Math.Max(name.Length, candidate.Length))
            {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static int Edits(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
