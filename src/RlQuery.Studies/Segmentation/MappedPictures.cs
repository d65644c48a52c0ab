using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Embeddings.Regions;

namespace RlQuery.Studies.Segmentation;

/// <summary>The pictures of a table of regions, whose maps lie beside it; see <see cref="RegionMaps"/>.</summary>
public sealed class MappedPictures
{
    // Cells are rounded.
    private const double Tolerance = 1;

    private readonly Table _table;
    private readonly RegionRows _rows;
    private readonly RegionMaps _maps;
    private readonly Dictionary<int, (int Picture, int Region)> _places = [];

    private MappedPictures(Table table, RegionRows rows, RegionMaps maps)
    {
        (_table, _rows, _maps) = (table, rows, maps);
        foreach ((int picture, string name) in rows.Pictures.Index())
        {
            foreach ((int region, int row) in rows.RowsOf(name).Index())
            {
                _places.Add(row, (picture, region));
            }
        }
    }

    /// <summary>Names of the pictures, in the order in which the table has them.</summary>
    public IReadOnlyList<string> Names => _rows.Pictures;

    /// <summary>Whether the rows of a table are regions of pictures.</summary>
    /// <param name="table">The table.</param>
    public static bool AreIn(Table table) => table.Columns.Any(column => column.Name == RegionColumns.Picture);

    /// <summary>Opens the maps of a table.</summary>
    /// <param name="table">A table of regions.</param>
    /// <exception cref="InvalidInputException">It has no maps, or its regions are not numbered.</exception>
    public static MappedPictures Of(Table table) => RegionMaps.Find(table.Source) is { } maps ? new MappedPictures(table, RegionRows.Of(table), maps)
        : throw new InvalidInputException(
            $"{table.Source}: there is no folder {RegionMaps.FolderOf(table.Source)} with maps of its regions; make both anew by 'rlquery regions'");

    /// <summary>The file of a picture.</summary>
    /// <param name="picture">Its place among the names.</param>
    public string FileOf(int picture) => Path.GetFullPath(Path.Combine(_maps.Pictures, Names[picture]));

    /// <summary>The rows of a picture's regions, by their numbers.</summary>
    /// <param name="picture">Its place among the names.</param>
    public IReadOnlyList<int> RowsOf(int picture) => _rows.RowsOf(Names[picture]);

    /// <summary>Which region of which picture a row is.</summary>
    /// <param name="row">0-based row.</param>
    public (int Picture, int Region) PlaceOf(int row) => _places[row];

    /// <summary>Reads a picture and its map.</summary>
    /// <param name="picture">Its place among the names.</param>
    /// <exception cref="InvalidInputException">One of them cannot be read, or the map is of other regions than the table.</exception>
    public MappedPicture Read(int picture)
    {
        string name = Names[picture];
        IReadOnlyList<int> rows = RowsOf(picture);
        RegionMap map = _maps.Of(name);
        var read = new MappedPicture(map.Width, map.Height, map.Pixels, map.RegionOf, rows);
        return map.Count == rows.Count && IsInPlace(read) ? read : throw new InvalidInputException(
            $"{name}: the regions of its map in {_maps.Folder} are not those of {_table.Name}; make both anew by 'rlquery regions'");
    }

    private bool IsInPlace(MappedPicture read)
    {
        (double X, double Y)[] centres = read.Centres();
        TableColumn? Column(string name) => _table.Columns.FirstOrDefault(column => column.Name == RegionColumns.About + name);
        return Column("x") is not { } x || Column("y") is not { } y
            || centres.Index().All(one => IsNear(x, read.Rows[one.Index], one.Item.X) && IsNear(y, read.Rows[one.Index], one.Item.Y));
    }

    private static bool IsNear(TableColumn column, int row, double value) =>
        double.TryParse(column.CellOf(row), NumberStyles.Float, CultureInfo.InvariantCulture, out double told) && Math.Abs(told - value) <= Tolerance;
}
