using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Studies.CrossValidation;

/// <summary>A data set and where it comes from: sets of one origin are never both trained on and reported on.</summary>
/// <param name="Data">The set.</param>
/// <param name="Origin">Name of the original table.</param>
internal sealed record OriginSet(Dataset Data, string Origin)
{
    /// <summary>
    /// Finds the origins of sets. That of a bundled set, under whatever name, is in the catalog; a user's own content is an origin of its own.
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
