namespace RlQuery.Torch.Agents.Gated;

/// <summary>Advantages of choices: what followed, less what followed on average at the same query of the others from the same start.</summary>
/// <remarks>
/// Several episodes begin at the very same start of a problem, and the mean of the others is the baseline, as in RLOO (Kool, van Hoof and Welling, "Buy 4
/// REINFORCE Samples, Get a Baseline for Free!", 2019) and GRPO (Shao et al., "DeepSeekMath", 2024, section 4.1). After the first query their learners differ
/// already, and the score at a choice foretells what follows it without depending on the choice. So a multiple of it is taken off too, fitted by least squares
/// over the round for each query (a control variate: Greensmith, Bartlett and Baxter, "Variance Reduction Techniques for Gradient Estimates in Reinforcement
/// Learning", 2004).
/// </remarks>
internal static class ReturnBaseline
{
    // With fewer episodes the fit of the control variate is noise.
    private const int FewestFitted = 16;

    /// <summary>Computes the advantages.</summary>
    /// <param name="problems">Episodes of each problem.</param>
    /// <param name="discount">Discount of a reward one query later.</param>
    /// <param name="steps">How many rewards are summed.</param>
    /// <returns>An advantage for each choice: by problem, episode and query.</returns>
    public static double[][][] Advantages(IReadOnlyList<List<Decision>[]> problems, double discount, int steps = int.MaxValue)
    {
        double[][][] returns = [.. problems.Select(episodes => episodes.Select(episode => Returns(episode, discount, steps)).ToArray())];
        double[][][] scores = [.. problems.Select(episodes => episodes.Select(episode => episode.Select(step => step.Score).ToArray()).ToArray())];
        foreach (double[][] episodes in returns.Concat(scores))
        {
            Centre(episodes);
        }
        (double[] Return, double[] Score)[] pairs = [.. returns.Zip(scores).SelectMany(both => both.First.Zip(both.Second))];
        int longest = pairs.Length == 0 ? 0 : pairs.Max(pair => pair.Return.Length);
        for (int t = 0; t < longest; t++)
        {
            (double[] Return, double[] Score)[] open = [.. pairs.Where(pair => pair.Return.Length > t)];
            double squares = open.Sum(pair => pair.Score[t] * pair.Score[t]);
            if (open.Length < FewestFitted || squares == 0)
            {
                continue;
            }
            double slope = open.Sum(pair => pair.Return[t] * pair.Score[t]) / squares;
            foreach ((double[] own, double[] score) in open)
            {
                own[t] -= slope * score[t];
            }
        }
        return returns;
    }

    private static double[] Returns(List<Decision> episode, double discount, int steps)
    {
        double[] values = new double[episode.Count];
        for (int t = 0; t < values.Length; t++)
        {
            double weight = 1;
            for (int u = t; u < values.Length && u - t < steps; u++)
            {
                values[t] += weight * episode[u].Reward;
                weight *= discount;
            }
        }
        return values;
    }

    // Takes off the mean of the others at each query; where there are none, nothing is left.
    private static void Centre(double[][] episodes)
    {
        int longest = episodes.Max(episode => episode.Length);
        for (int t = 0; t < longest; t++)
        {
            double[][] open = [.. episodes.Where(episode => episode.Length > t)];
            double mean = open.Average(episode => episode[t]);
            foreach (double[] episode in open)
            {
                episode[t] = (episode[t] - mean) * open.Length / Math.Max(1, open.Length - 1);
            }
        }
    }
}
