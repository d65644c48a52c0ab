namespace RlQuery.Reports;

/// <summary>What one training run recorded.</summary>
/// <param name="Name">Name of the run: its folder.</param>
/// <param name="Steps">Environment steps at each update, ascending.</param>
/// <param name="Return">Mean return per episode at each update; NaN where no episode had ended.</param>
/// <param name="Validation">Mean difference in AUBC to margin sampling on the validation problems at each update; NaN where none was taken.</param>
public sealed record RewardRun(string Name, double[] Steps, double[] Return, double[] Validation)
{
    /// <summary>Standard error of each validation; NaN where it is not known.</summary>
    /// <value>Default: none is known.</value>
    public double[] ValidationError { get; init; } = [.. Validation.Select(_ => double.NaN)];
}
