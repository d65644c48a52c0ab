using RlQuery.Core;

namespace RlQuery.Embeddings.Regions;

/// <summary>The pictures of a table of regions, divided as the table has them: by its maps, or anew where it has none.</summary>
public sealed class DividedPictures
{
    private readonly string _pictures;
    private readonly RegionMaps? _maps;
    private readonly RegionOptions _options;

    /// <summary>Finds out how they are divided.</summary>
    /// <param name="table">The table's file.</param>
    /// <param name="pictures">Folder of the pictures.</param>
    /// <param name="options">How they are divided anew, whether there are maps or not; null for maps, and without them for the default options.</param>
    /// <exception cref="InvalidInputException">The index of the maps cannot be used.</exception>
    public DividedPictures(string table, string pictures, RegionOptions? options)
    {
        _pictures = pictures;
        _maps = options is null ? RegionMaps.Find(table) : null;
        _options = options ?? new RegionOptions();
    }

    /// <summary>A picture and the region of each of its pixels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">Regions of it in the table.</param>
    /// <param name="table">Name of the table.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or has another number of regions.</exception>
    public RegionMap Of(string name, int rows, string table)
    {
        RegionMap map = _maps?.Of(name, _pictures) ?? RegionMap.Of(Path.Combine(_pictures, name), _options);
        return map.Count == rows ? map : throw new InvalidInputException(_maps is null
            ? $"{name}: {map.Count} regions by these options, and {rows} in {table}; name those that it was made with"
            : $"{name}: {map.Count} regions in {_maps.Folder}, and {rows} in {table}; make both anew by 'rlquery regions'");
    }
}
