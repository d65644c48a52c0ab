namespace RlQuery.Core.Data.Synthetic;

/// <summary>A source of data sets: every seed is another task of its kind, of its own size and difficulty.</summary>
[PartKind("synthetic task", "synthetic-tasks")]
public interface ISyntheticTask : IPart
{
    /// <summary>Every class of every generated set has at least this many rows.</summary>
    const int FewestRowsOfClass = 8;

    /// <summary>What the target of its data sets is.</summary>
    /// <value>Default: a class.</value>
    TargetKind Kind => TargetKind.Class;

    /// <summary>Draws one task. Every class has at least <see cref="FewestRowsOfClass"/> rows, and every value is finite.</summary>
    /// <param name="seed">Any value; the same seed gives the same bytes.</param>
    Dataset Generate(ulong seed);
}
