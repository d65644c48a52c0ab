namespace RlQuery.Core.Data.Graphs;

/// <summary>Finds the entities of a graph that are called by some words.</summary>
public interface IEntityWords
{
    /// <summary>The most words of a name.</summary>
    int Longest { get; }

    /// <summary>Adds the entities that some words name.</summary>
    /// <param name="phrase">Words of <see cref="EntityText.Words"/>, at least one.</param>
    /// <param name="entities">Receives the entities.</param>
    /// <returns>Whether there is any.</returns>
    bool Find(ReadOnlySpan<string> phrase, ICollection<int> entities);
}
