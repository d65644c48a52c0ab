namespace RlQuery.Core.Data.Graphs;

/// <summary>One line of a graph's file.</summary>
internal readonly ref struct Triple
{
    /// <summary>Name of the subject.</summary>
    public ReadOnlySpan<char> Subject { get; init; }

    /// <summary>Name of the relation.</summary>
    public ReadOnlySpan<char> Relation { get; init; }

    /// <summary>Name of the object, or the text of a literal.</summary>
    public ReadOnlySpan<char> Object { get; init; }

    /// <summary>Whether the object is a text, and no entity.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>Whether there is none: a line that is empty, or a comment.</summary>
    public bool IsNone { get; init; }
}

/// <summary>Reads a line.</summary>
/// <param name="line">The line without its end.</param>
/// <param name="triple">What it says.</param>
/// <returns>Its fault; null where it has none.</returns>
internal delegate string? TripleReader(ReadOnlySpan<char> line, out Triple triple);
