namespace RlQuery.Core.Augmentation.Methods;

/// <summary>SMOTE for mixed columns.</summary>
internal sealed class SmoteMethod() : PairMethod(nearestOnly: true)
{
    /// <inheritdoc/>
    public override string Name => "smote";

    /// <inheritdoc/>
    public override string Description => "numbers between a row and one of its 5 nearest rows of the class, categories by the majority of the 5";
}
