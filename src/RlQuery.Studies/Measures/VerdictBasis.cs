namespace RlQuery.Studies.Measures;

/// <summary>What the pairs of a verdict are, which decides its test.</summary>
public enum VerdictBasis
{
    /// <summary>The mean differences of the data sets, by the Wilcoxon signed-rank test: the verdict holds for similar sets.</summary>
    Sets,

    /// <summary>The differences of the seeds, each the mean over the data sets, by the paired t-test: the verdict holds only for these sets.</summary>
    Seeds,
}
