using RlQuery.Core.Statistics;

namespace RlQuery.Core.Experiments;

/// <summary>A strategy against a reference on one data set, in area under the learning curve.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Test">Paired t-test over the seeds.</param>
/// <param name="PValue">Its p-value with Holm's correction over the data sets; NaN for one seed.</param>
public sealed record SetDifference(string Data, PairedTTest Test, double PValue)
{
    private const double Level = 0.05;

    /// <summary>1 where the strategy is significantly better at 5 %, -1 where it is worse, 0 where neither is shown.</summary>
    public int Verdict => PValue <= Level ? Math.Sign(Test.Difference) : 0;
}
