namespace RlQuery.Studies.Measures;

/// <summary>What the pairs of a verdict are, and with that its test.</summary>
public enum VerdictBasis
{
    /// <summary>The mean differences of the data sets, by the Wilcoxon signed-rank test: it speaks of sets like these.</summary>
    Sets,

    /// <summary>The differences of the seeds, each the mean over the data sets, by the paired t-test: it speaks of these very sets alone.</summary>
    Seeds,
}
