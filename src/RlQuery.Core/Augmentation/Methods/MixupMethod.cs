namespace RlQuery.Core.Augmentation.Methods;

/// <summary>Mixup within a class.</summary>
internal sealed class MixupMethod() : PairMethod(nearestOnly: false)
{
    /// <inheritdoc/>
    public override string Name => "mixup";

    /// <inheritdoc/>
    public override string Description => "numbers between any two rows of the class, such as two embeddings; categories of the first";
}
