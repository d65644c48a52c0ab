using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Studies.CrossValidation;

/// <summary>A data set and its origin: sets of one origin are never on both sides of training and evaluation.</summary>
/// <param name="Data">The set.</param>
/// <param name="Origin">Name of the original table.</param>
internal sealed record OriginSet(Dataset Data, string Origin)
{
    /// <summary>
    /// Finds the origins of sets. That of a bundled set, under whatever name, is in the catalog; a user's own data set is its own origin.
    /// </summary>
    /// <param name="data">The sets.</param>
    /// <param name="catalog">The bundled sets.</param>
    public static IReadOnlyList<OriginSet> Of(IReadOnlyList<Dataset> data, Catalog catalog)
    {
        var own = new Dictionary<string, string>();
        foreach (Dataset set in data)
        {
            own.TryAdd(set.Hash, $"file {set.Name}");
        }
        return [.. data.Select(set => new OriginSet(set, catalog.OriginOf(set.Hash) ?? own[set.Hash]))];
    }
}
