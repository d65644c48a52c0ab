namespace RlQuery.Benchmarks.Compare;

/// <summary>Runs contests: ours and the reference in turns (A B A B ...), so that a load that comes and goes meets both.</summary>
internal static class Comparison
{
    // The just-in-time compiler needs so many seconds of processor time to reach its last tier; on a loaded machine they are many more on the wall.
    private const double WarmUp = 3;

    public static ComparedRow Run(IContest contest)
    {
        double began = ProcessorTime.Now;
        do
        {
            contest.Ours(0);
        }
        while (ProcessorTime.Now - began < WarmUp);
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
