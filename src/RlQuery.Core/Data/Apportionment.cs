namespace RlQuery.Core.Data;

/// <summary>Rounds shares to whole numbers that keep their sum.</summary>
internal static class Apportionment
{
    // Shares such as 0.7 * 10 are whole numbers except for their last bit.
    private const double Slack = 1e-9;

    /// <summary>Largest remainders (Hamilton's method) within bounds: the earlier entry wins a tie.</summary>
    /// <param name="shares">The unrounded value of each entry.</param>
    /// <param name="least">Lower bound of each entry.</param>
    /// <param name="most">Upper bound of each entry.</param>
    /// <returns>Whole numbers whose sum is the rounded sum of the shares, or as near as the bounds allow.</returns>
    public static int[] Divide(double[] shares, int[] least, int[] most)
    {
        int[] whole = [.. shares.Select((share, i) => Math.Clamp((int)Math.Floor(share + Slack), least[i], most[i]))];
        int left = (int)Math.Round(shares.Sum(), MidpointRounding.AwayFromZero) - whole.Sum();
        int step = Math.Sign(left);
        for (; left != 0; left -= step)
        {
            int chosen = -1;
            for (int i = 0; i < shares.Length; i++)
            {
                bool allowed = step > 0 ? whole[i] < most[i] : whole[i] > least[i];
                if (allowed && (chosen < 0 || step * (shares[i] - whole[i] - shares[chosen] + whole[chosen]) > Slack))
                {
                    chosen = i;
                }
            }
            if (chosen < 0)
            {
                break;
            }
            whole[chosen] += step;
        }
        return whole;
    }
}
