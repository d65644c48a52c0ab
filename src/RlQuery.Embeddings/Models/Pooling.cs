namespace RlQuery.Embeddings.Models;

/// <summary>How the vectors of a text's word pieces become one.</summary>
internal enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The first one, which stands for the whole text.</summary>
    First,
}
