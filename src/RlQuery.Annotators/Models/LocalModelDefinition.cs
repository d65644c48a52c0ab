namespace RlQuery.Annotators.Models;

/// <summary>A model of the same machine: a classifier on what an encoder makes of the rows, fitted to the table's labels. Part of a panel file.</summary>
public sealed record LocalModelDefinition
{
    /// <summary>Name of the annotator in tables and messages.</summary>
    public string Name { get; init; } = "";

    /// <summary>The encoder of its texts or pictures, such as <c>minilm</c>, or several joined by plus signs.</summary>
    public string Encoder { get; init; } = "";

    /// <summary>The least probability of a class that it names, 0..1; below it abstains.</summary>
    /// <value>Default: 0; it names the most probable class.</value>
    public double Threshold { get; init; }

    /// <summary>Price of an answer, at least 0; to abstain costs nothing.</summary>
    /// <value>Default: 0.</value>
    public decimal Price { get; init; }
}
