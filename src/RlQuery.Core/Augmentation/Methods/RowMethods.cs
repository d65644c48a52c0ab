using RlQuery.Core.Data;
using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>The ways to make rows of tables and texts.</summary>
public static class RowMethods
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IRowMethod> All { get; } =
        [new SmoteMethod(), new CopulaMethod(), new MixupMethod(), new WordDeletionMethod(), new WordSwapMethod()];

    /// <summary>The method that replaces words by synonyms of WordNet.</summary>
    /// <param name="folder">The folder of WordNet's files, or the one above its folder dict.</param>
    /// <exception cref="InvalidInputException">It is no such folder; a line for each fault.</exception>
    public static IRowMethod Synonyms(string folder) => Directory.Exists(folder) && KnowledgeGraph.Read(folder).Words is WordNetWords words
        ? new SynonymMethod(words) : throw new InvalidInputException($"wordnet: {folder} is no folder; name that of WordNet's files");

    /// <summary>Why a method of numbers and categories cannot make rows of a table; null if it can.</summary>
    internal static string? FaultOfFree(Table features) =>
        features.Columns.FirstOrDefault(column => column.Kind is ColumnKind.Text or ColumnKind.Image) is { } column
            ? $"makes no {(column.Kind == ColumnKind.Text ? "texts" : "pictures")}, and column {column.Name} holds them" : null;
}
