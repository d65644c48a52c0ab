using System.Diagnostics;

namespace RlQuery.Benchmarks.Compare;

/// <summary>Runs contests: ours and the reference in turns (A B A B ...), so that a load that comes and goes meets both.</summary>
internal static class Comparison
{
    // The just-in-time compiler needs this long to reach its last tier.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static ComparedRow Run(IContest contest)
    {
        long began = Stopwatch.GetTimestamp();
        do
        {
            contest.Ours(0);
        }
        while (Stopwatch.GetElapsedTime(began) < WarmUp);
        contest.Reference(0);
        double[] ours = new double[contest.Turns];
        double[] reference = new double[contest.Turns];
        for (int turn = 0; turn < contest.Turns; turn++)
        {
            ours[turn] = contest.Ours(turn);
            reference[turn] = contest.Reference(turn);
        }
        return new ComparedRow(contest, Median.Of(ours), Median.Of(reference), contest.Compare());
    }
}
