namespace RlQuery.Core.Labelling;

/// <summary>What a learner made of the first labels of a session.</summary>
/// <param name="Labels">How many labels it was fitted to.</param>
/// <param name="Accuracy">Share of right predictions, in [0, 1]: on the held-back rows where there are any with a label, else cross-validated; null where fewer than two classes are labelled.</param>
/// <param name="Measured">On how many rows the accuracy was measured.</param>
/// <param name="Predictions">Class of each row of the stop set.</param>
public sealed record Checkpoint(int Labels, double? Accuracy, int Measured, int[] Predictions)
{
    /// <summary>Standard error of the accuracy as a share of independent rows, with one success and one failure added (Agresti and Caffo 2000), so that it is never 0.</summary>
    public double StandardError
    {
        get
        {
            double rows = Measured + 2;
            double share = (((Accuracy ?? 0) * Measured) + 1) / rows;
            return Math.Sqrt(share * (1 - share) / rows);
        }
    }
}
