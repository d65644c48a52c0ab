using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Translation;

/// <summary>Makes <see cref="TranslationMemory"/> learners.</summary>
internal sealed class TranslationMemoryFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "translation-memory";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "the answer of the nearest labelled sentence";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Text;

    /// <inheritdoc/>
    public ILearner Create() => new TranslationMemory();
}
