namespace RlQuery.Core.Data.Graphs;

/// <summary>The relations whose objects are names of their subjects.</summary>
/// <remarks>Source: RDF Schema 1.1, section 3.6; SKOS Reference, section 5.</remarks>
internal static class LabelRelations
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2004/02/skos/core#altLabel",
        "rdfs:label", "skos:prefLabel", "skos:altLabel", "label",
    };

    /// <summary>Whether a relation is one of them.</summary>
    public static bool Has(ReadOnlySpan<char> relation) => Names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(relation);
}
