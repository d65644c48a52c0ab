namespace RlQuery.Core.Data.Synthetic;

/// <summary>A source of data sets: every seed is another task of its kind, of its own size and difficulty.</summary>
public interface ISyntheticTask
{
    /// <summary>The kind, as in environment files: <c>moons</c>, or with wrappers <c>moons+nuisance</c>.</summary>
    string Name { get; }

    /// <summary>What the target of its data sets is.</summary>
    /// <value>Default: a class.</value>
    TargetKind Kind => TargetKind.Class;

    /// <summary>Draws one task. Every class has at least <see cref="SyntheticCatalog.FewestRowsOfClass"/> rows, and every value is finite.</summary>
    /// <param name="seed">Any value; the same seed gives the same bytes.</param>
    Dataset Generate(ulong seed);
}
