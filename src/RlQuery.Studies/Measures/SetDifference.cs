using RlQuery.Core.Statistics;

namespace RlQuery.Studies.Measures;

/// <summary>
/// A strategy against a reference on one data set, in area under the learning curve: a positive difference is a gain, whether a higher or a lower score is
/// better.
/// </summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Test">Paired t-test over the seeds.</param>
/// <param name="PValue">Its p-value with Holm's correction over the data sets; NaN for one seed.</param>
public sealed record SetDifference(string Data, PairedTTest Test, double PValue)
{
    /// <summary>What the corrected test says.</summary>
    public Verdict Verdict => Verdicts.Of(Test.Difference, PValue);

    /// <summary>Tests a strategy on each of several sets.</summary>
    /// <param name="sets">The paired differences of each set, by its name.</param>
    internal static IReadOnlyList<SetDifference> Of(IEnumerable<IGrouping<string, double>> sets)
    {
        (string Data, PairedTTest Test)[] tests = [.. sets.Select(set => (set.Key, PairedTTest.Run([.. set])))];
        double[] corrected = Holm.Adjust([.. tests.Select(one => one.Test.PValue)]);
        return [.. tests.Select((one, i) => new SetDifference(one.Data, one.Test, corrected[i]))];
    }
}
