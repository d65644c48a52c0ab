using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Torch.Sequences;

/// <summary>Makes learners that answer texts with texts by a small Transformer.</summary>
public sealed class TransformerFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "transformer";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "small encoder and decoder of attention layers over byte pairs, which goes on learning from round to round";

    /// <inheritdoc/>
    public TargetKind Predicts => TargetKind.Text;

    /// <inheritdoc/>
    public bool HeedsWeights => false;

    /// <inheritdoc/>
    public ILearner Create() => new Transformer(new TransformerOptions());
}
