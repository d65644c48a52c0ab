using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>The answer is a text, such as the translation of a sentence, and costs its words and marks.</summary>
/// <remarks>
/// Nobody knows what an answer costs before it is given. An episode ends with the answer that reaches its budget, and a batch with the one that reaches its
/// size, so that strategies are compared at equal tokens, to within one answer. The reference is random sampling: V. Zhao, Y. Zhang, J. Zhou and others,
/// "Active Learning Approaches to Enhancing Neural Machine Translation" (2020), compare with it.
/// </remarks>
public sealed class TranslationTask : ITask
{
    /// <summary>The task.</summary>
    public static TranslationTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "translation";

    /// <inheritdoc/>
    public string Description => "a text for each sentence, such as its translation";

    /// <inheritdoc/>
    public string CostUnit => "tokens";

    /// <inheritdoc/>
    public bool HasPrices => true;

    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Text;

    /// <inheritdoc/>
    public TargetKind Unit => TargetKind.Text;

    /// <inheritdoc/>
    public IMetric DefaultMetric { get; } = new ChrFMetric();

    /// <inheritdoc/>
    public string DefaultLearner => "translation-memory";

    /// <inheritdoc/>
    public string StartSetting => "startLabels";

    /// <inheritdoc/>
    public int DefaultStart => 10;

    /// <inheritdoc/>
    public string Reference => "random";

    /// <inheritdoc/>
    public string Uncertainty => "sentence-confidence";

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "sentence-ranks", "sentence-confidence", "ngram-coverage", "core-set"];

    /// <inheritdoc/>
    public bool Believes => false;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => [AnswerSpace.Texts];

    /// <inheritdoc/>
    public IOracle OracleOf(Dataset data, int[] rows) => new TranslationOracle(data, rows);

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count) => StartingLabels.DrawAny(split, count);

    /// <inheritdoc/>
    public int[] StartAmong(Dataset data, int[] labelled) => [.. labelled.Take(DefaultStart)];

    /// <inheritdoc/>
    /// <remarks>There is one.</remarks>
    public bool CanLearn(Dataset data) => Array.Exists(data.TargetTexts, text => text is not null);
}
