using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>Precision of the n-grams of words of all texts, and a penalty where they are too short.</summary>
/// <remarks>
/// K. Papineni, S. Roukos, T. Ward and W. Zhu, "BLEU: a Method for Automatic Evaluation of Machine Translation" (2002), with sacreBLEU's defaults.
/// </remarks>
public sealed class BleuMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "bleu";

    /// <inheritdoc/>
    public string Words => "BLEU";

    /// <inheritdoc/>
    public string Description => "precision of the n-grams of words of all texts, with a penalty for short ones; a hundredth of what sacreBLEU prints";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Text;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions) => Bleu.OfCorpus(predictions.Texts, predictions.References) / 100;
}
