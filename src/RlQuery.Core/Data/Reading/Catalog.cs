using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Reading;

/// <summary>The bundled data sets: <c>environments/data/catalog.json</c> and the files beside it.</summary>
public sealed class Catalog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Dictionary<string, CatalogEntry> _byName;

    private Catalog(string folder, CatalogEntry[] entries)
    {
        Folder = folder;
        Entries = entries;
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>Every bundled set, by name.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>Reads the catalog of the environments folder.</summary>
    /// <param name="environmentsFolder">The folder; null to search for it as <see cref="EnvironmentsFolder.Locate"/> does.</param>
    /// <exception cref="InvalidInputException">There is no catalog, or it is damaged.</exception>
    public static Catalog Load(string? environmentsFolder = null)
    {
        string folder = Path.Combine(environmentsFolder ?? EnvironmentsFolder.Locate(), "data");
        string path = Path.Combine(folder, "catalog.json");
        try
        {
            Content content = JsonText.Deserialize<Content>(TextFile.Read(path), Json)!;
            return new Catalog(folder, [.. content.Sets.OrderBy(entry => entry.Name, StringComparer.Ordinal)]);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidInputException($"{path}: damaged: {e.Message}; restore it from the repository");
        }
    }

    /// <summary>The bundled sets of a kind of target, by name.</summary>
    /// <param name="kind">What their target is.</param>
    public IReadOnlyList<CatalogEntry> EntriesOf(TargetKind kind) => [.. Entries.Where(entry => entry.Kind == kind)];

    /// <summary>Whether there is a set of this name.</summary>
    /// <param name="name">A name.</param>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>The entry of a set.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidInputException">There is none; the line names the nearest.</exception>
    public CatalogEntry Find(string name)
    {
        if (_byName.TryGetValue(name, out CatalogEntry? entry))
        {
            return entry;
        }
        string? nearest = NearestName.Find(name, Entries.Select(candidate => candidate.Name));
        throw new InvalidInputException(
            $"data: {CellText.Show(name)} is not a bundled set{(nearest is null ? "" : $" (nearest: {nearest})")}; "
            + $"use {string.Join(", ", Entries.Select(e => e.Name))}");
    }

    /// <summary>The origin of a set, if it is a bundled one, under whatever name.</summary>
    /// <param name="hash"><see cref="Dataset.Hash"/> of the set.</param>
    /// <returns>The origin, or null.</returns>
    public string? OriginOf(string hash) => Entries.FirstOrDefault(entry => entry.Hash == hash)?.Origin;

    /// <summary>Reads a bundled set and checks its file against the catalog.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="featurizer">Encodes mixed sets; may be null for others.</param>
    /// <exception cref="InvalidInputException">No such set, a damaged file, or a mixed set without a featurizer.</exception>
    public Dataset Open(string name, ITableFeaturizer? featurizer = null)
    {
        CatalogEntry entry = Find(name);
        string path = Path.Combine(Folder, entry.File);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(TextFile.ReadBytes(path)));
        if (sha256 != entry.Sha256)
        {
            throw new InvalidInputException($"{path}: SHA-256 {sha256} is not that of the catalog, {entry.Sha256}; restore the file from the repository");
        }
        Dataset data = DatasetReader.Read(path, new DatasetReaderOptions { Kind = entry.Kind, Target = entry.Target, Featurizer = featurizer });
        // Its card tells all that there is to tell, but for a graph.
        return data.Links is null ? data.WithNotes([]) : data;
    }

    private sealed record Content(CatalogEntry[] Sets);
}
