namespace RlQuery.Core.Strategies;

/// <summary>The one rule by which scores become a choice.</summary>
public static class QueryChoice
{
    /// <summary>The candidate with the highest score. Among equals the lowest row wins, so that the order of candidates changes nothing.</summary>
    /// <param name="scores">Score of each candidate; at least one.</param>
    /// <param name="rows">Pool row of each candidate.</param>
    /// <returns>Index of the candidate.</returns>
    public static int Best(ReadOnlySpan<float> scores, ReadOnlySpan<int> rows)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best] || (scores[i] == scores[best] && rows[i] < rows[best]))
            {
                best = i;
            }
        }
        return best;
    }
}
