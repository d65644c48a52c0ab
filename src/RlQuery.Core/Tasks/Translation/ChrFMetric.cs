using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>Overlap of the n-grams of letters of all texts with those of their references.</summary>
/// <remarks>
/// M. Popović, "chrF: character n-gram F-score for automatic MT evaluation" (2015), with sacreBLEU's defaults: up to six letters, recall counts twice.
/// </remarks>
public sealed class ChrFMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "chrf";

    /// <inheritdoc/>
    public string Words => "chrF";

    /// <inheritdoc/>
    public string Description => "F-score of the n-grams of letters of all texts, recall counting twice; a hundredth of what sacreBLEU prints";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Text;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions) => ChrF.OfCorpus(predictions.Texts, predictions.References) / 100;
}
