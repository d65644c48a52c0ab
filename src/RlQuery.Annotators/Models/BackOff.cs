using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Models;

/// <summary>How long to wait before another attempt: twice as long each time, less a random part, so that callers do not come back together.</summary>
/// <remarks>Source: M. Brooker, "Exponential Backoff and Jitter" (2015), equal jitter.</remarks>
internal static class BackOff
{
    private const double FirstSeconds = 1;
    private const double MostSeconds = 60;

    /// <summary>The time before an attempt.</summary>
    /// <param name="attempt">The attempt that failed, from 0.</param>
    /// <param name="seed">Seed of the random part.</param>
    /// <param name="purpose">Name of its draws: the annotator and the question.</param>
    public static TimeSpan Of(int attempt, ulong seed, string purpose)
    {
        double whole = Math.Min(MostSeconds, FirstSeconds * Math.Pow(2, attempt));
        double share = new Pcg64(seed, $"back-off {purpose} {attempt}").NextDouble();
        return TimeSpan.FromSeconds(whole * (1 + share) / 2);
    }
}
