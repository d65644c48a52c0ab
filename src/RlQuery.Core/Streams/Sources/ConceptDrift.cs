namespace RlQuery.Core.Streams.Sources;

/// <summary>How one concept follows another.</summary>
internal enum ConceptDrift
{
    /// <summary>The first concept stays.</summary>
    None,

    /// <summary>From one item to the next.</summary>
    Sudden,

    /// <summary>While items come of both, of the new one more and more often.</summary>
    Gradual,
}
