using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Studies.Segmentation;
using RlQuery.Studio.Content;
using RlQuery.Studio.Pages;

namespace RlQuery.Studio.Painting;

/// <summary>The pictures of a table of regions that can be painted on; the last few are kept in memory. May be used from any thread.</summary>
internal sealed class PaintBoard
{
    private const int MostKept = 4;

    private readonly string _folder;
    private readonly Lock _lock = new();
    private readonly List<(int Picture, MappedPicture Read)> _kept = [];

    private PaintBoard(string folder, MappedPictures? pictures, string? fault) => (_folder, Pictures, Fault) = (folder, pictures, fault);

    /// <summary>The pictures; null where they cannot be painted on.</summary>
    public MappedPictures? Pictures { get; }

    /// <summary>Why they cannot, in a line; null where they can.</summary>
    public string? Fault { get; }

    /// <summary>The board of a table.</summary>
    /// <param name="cells">The table.</param>
    /// <returns>Null where its rows are no regions.</returns>
    public static PaintBoard? Of(Table cells)
    {
        if (!MappedPictures.AreIn(cells))
        {
            return null;
        }
        string folder = Path.GetDirectoryName(Path.GetFullPath(cells.Source))!;
        try
        {
            return new PaintBoard(folder, MappedPictures.Of(cells), null);
        }
        catch (Exception refused) when (refused is InvalidInputException or IOException)
        {
            return new PaintBoard(folder, null, refused.Message);
        }
    }

    /// <summary>A picture with its map.</summary>
    /// <param name="picture">Its place among the names.</param>
    /// <exception cref="InvalidInputException">It cannot be read, its map is of other regions, or it is not in the folder of the table.</exception>
    public MappedPicture Read(int picture)
    {
        lock (_lock)
        {
            int place = _kept.FindIndex(one => one.Picture == picture);
            MappedPicture read = place >= 0 ? _kept[place].Read : ReadAnew(picture);
            _kept.RemoveAll(one => one.Picture == picture);
            _kept.Add((picture, read));
            if (_kept.Count > MostKept)
            {
                _kept.RemoveAt(0);
            }
            return read;
        }
    }

    private MappedPicture ReadAnew(int picture) => PictureFile.IsWithin(_folder, Pictures!.FileOf(picture)) ? Pictures.Read(picture)
        : throw new InvalidInputException($"{Pictures.Names[picture]}: {Texts.Outside}");
}
