namespace RlQuery.Annotators.Questions;

/// <summary>Which rows of a table annotators are asked for.</summary>
public sealed record AnnotationTableOptions
{
    /// <summary>The most rows without a label, the first ones of the table.</summary>
    /// <value>Default: null; all.</value>
    public int? Count { get; init; }

    /// <summary>Labelled rows, drawn at random, that are asked for as well and are no examples, to measure agreement with the table.</summary>
    /// <value>Default: 0.</value>
    public int HeldOut { get; init; }

    /// <summary>Seed of the draw.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }
}
