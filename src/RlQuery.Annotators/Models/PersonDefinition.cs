namespace RlQuery.Annotators.Models;

/// <summary>A person whose answers are in a file. Part of a panel file.</summary>
public sealed record PersonDefinition
{
    /// <summary>Name of the annotator in tables and messages.</summary>
    public string Name { get; init; } = "";

    /// <summary>CSV file of the answers, relative to the panel file: the number of a row from 0, and its class.</summary>
    public string Answers { get; init; } = "";

    /// <summary>Price of an answer, at least 0.</summary>
    /// <value>Default: 0.</value>
    public decimal Price { get; init; }
}
