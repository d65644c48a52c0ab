using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling;

/// <summary>What somebody said of a row.</summary>
/// <param name="By">Who; null where nobody was named.</param>
/// <param name="Label">Index of the class; <see cref="Dataset.Unlabelled"/> where the row was left aside.</param>
public readonly record struct Opinion(string? By, int Label)
{
    /// <summary>The label that counts: that of most opinions, of a tie the one that was said last.</summary>
    /// <param name="said">Opinions of one row in the order in which they were said.</param>
    /// <returns>Index of a class; <see cref="Dataset.Unlabelled"/> where no opinion names one.</returns>
    public static int Majority(ReadOnlySpan<Opinion> said)
    {
        int best = Dataset.Unlabelled;
        int most = 0;
        for (int i = said.Length - 1; i >= 0; i--)
        {
            int label = said[i].Label;
            int votes = 0;
            foreach (Opinion other in said)
            {
                votes += other.Label == label ? 1 : 0;
            }
            if (label != Dataset.Unlabelled && votes > most)
            {
                (best, most) = (label, votes);
            }
        }
        return best;
    }
}
