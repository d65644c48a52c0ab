using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>Share of the texts that are predicted letter by letter, blanks at the ends aside.</summary>
public sealed class ExactMatchMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "exact-match";

    /// <inheritdoc/>
    public string Words => "exact match";

    /// <inheritdoc/>
    public string Description => "share of the texts that are predicted letter by letter";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Text;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        int right = 0;
        for (int i = 0; i < predictions.Texts.Length; i++)
        {
            right += predictions.Texts[i].AsSpan().Trim().SequenceEqual(predictions.References[i].AsSpan().Trim()) ? 1 : 0;
        }
        return (double)right / predictions.Texts.Length;
    }
}
