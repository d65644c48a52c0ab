using RlQuery.Core;
using RlQuery.Core.Augmentation;

namespace RlQuery.Cli.Augmenting;

/// <summary>Pictures that are made beside a file of rows: all in a folder that is gone in the end, the kept ones beside the file.</summary>
internal sealed class MadePictures : IDisposable
{
    private readonly string _file;
    private readonly string _kept;

    /// <param name="file">The file of rows.</param>
    public MadePictures(string file)
    {
        _file = Path.GetFullPath(file);
        _kept = $"{Path.GetFileNameWithoutExtension(file)}-pictures";
        Folder = Directory.CreateTempSubdirectory("rlquery-pictures-").FullName;
    }

    /// <summary>Where pictures are made.</summary>
    public string Folder { get; }

    /// <summary>What keeps the pictures from being written; null if nothing does.</summary>
    public string? Fault => Path.Exists(Target) ? $"out: {Target} exists, where pictures would go; name another file" : null;

    private string Target => Path.Combine(Path.GetDirectoryName(_file)!, _kept);

    /// <summary>Writes the pictures of rows beside the file.</summary>
    /// <param name="made">The rows.</param>
    /// <param name="most">Who may read them at most.</param>
    /// <returns>The same rows with their pictures' new places, relative to the file.</returns>
    public MadeRows Keep(MadeRows made, UnixFileMode most) => made with
    {
        Rows = [.. made.Rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => Keep(cell, most))] })],
    };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string? Keep(string? cell, UnixFileMode most)
    {
        if (cell is null || Path.GetDirectoryName(cell) != Folder)
        {
            return cell;
        }
        string name = Path.GetFileName(cell);
        AtomicFile.Write(Path.Combine(Target, name), File.ReadAllBytes(cell), most);
        return $"{_kept}/{name}";
    }
}
