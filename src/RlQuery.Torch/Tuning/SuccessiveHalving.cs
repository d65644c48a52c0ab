namespace RlQuery.Torch.Tuning;

/// <summary>When trials of a tuning are compared, and how many of them continue.</summary>
/// <remarks>
/// K. Jamieson and A. Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization" (2016), as the inner loop of Hyperband has it (L.
/// Li et al., 2018, algorithm 1): of n trials, rung k trains the best n/eta^k for R eta^(k-s) steps in all, where s is the largest whole number with eta^s at
/// most n, so that the last rung trains what is left for R steps.
/// </remarks>
public static class SuccessiveHalving
{
    /// <summary>The rungs of a tuning.</summary>
    /// <param name="trials">Number of trials, at least 1.</param>
    /// <param name="steps">Environment steps of trials that reach the last rung, at least 1.</param>
    /// <param name="eta">One in this many trials continues, at least 2.</param>
    /// <returns>Of each rung how many trials are in it, and the environment steps that each of them has made at its end; at least 1 of both.</returns>
    public static IReadOnlyList<Rung> Rungs(int trials, int steps, int eta)
    {
        int last = 0;
        for (long power = eta; power <= trials; power *= eta)
        {
            last++;
        }
        return [.. Enumerable.Range(0, last + 1).Select(k => new Rung(trials / Power(eta, k), (int)Math.Max(1, steps / Power(eta, last - k))))];
    }

    /// <summary>The trials that continue: the best; in ties, the first.</summary>
    /// <param name="scores">The score of each trial of a rung, by its number.</param>
    /// <param name="count">How many go on.</param>
    /// <returns>Their numbers, ascending.</returns>
    public static IReadOnlyList<int> Best(IEnumerable<(int Trial, double Score)> scores, int count) =>
        [.. scores.OrderByDescending(one => one.Score).ThenBy(one => one.Trial).Take(count).Select(one => one.Trial).Order()];

    private static int Power(int eta, int exponent) => (int)Math.Pow(eta, exponent);
}
