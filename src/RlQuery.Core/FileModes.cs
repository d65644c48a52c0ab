namespace RlQuery.Core;

/// <summary>Who may read and write what is made from other files: what is private stays private.</summary>
/// <remarks>
/// A limit is made of the read and write bits of owner, group and others. The owner may always read and write what a program of his makes. Windows has no such
/// bits: there everything is <see cref="Any"/>, and files are as their folder has them.
/// </remarks>
public static class FileModes
{
    /// <summary>No limit but that of the process (its umask).</summary>
    public const UnixFileMode Any = Owner | Group | Others;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The limit of what is made from files, or put into folders.</summary>
    /// <param name="sources">
    /// Files, whose own bits count, and folders, of which it counts who may enter them. What does not exist, such as the description of a generator, sets no
    /// limit.
    /// </param>
    public static UnixFileMode Of(params IEnumerable<string> sources) =>
        OperatingSystem.IsWindows() ? Any : sources.Aggregate(Any, (most, source) => most & OfOne(source)) | Owner;

    /// <summary>Makes a folder that nobody may enter who may not read what it is made from. One that exists stays as it is.</summary>
    /// <param name="folder">The folder; those above it are made as they usually are.</param>
    /// <param name="most">The limit.</param>
    public static void CreateFolder(string folder, UnixFileMode most)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) is { } parent)
        {
            Directory.CreateDirectory(parent);
        }
        UnixFileMode mode = most | Owner | UnixFileMode.UserExecute;
        mode |= most.HasFlag(UnixFileMode.GroupRead) ? UnixFileMode.GroupExecute : UnixFileMode.None;
        mode |= most.HasFlag(UnixFileMode.OtherRead) ? UnixFileMode.OtherExecute : UnixFileMode.None;
        Directory.CreateDirectory(folder, mode);
    }

    /// <summary>Opens a new file within a limit; one that exists, were it a link, is never touched.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The limit.</param>
    /// <param name="access">What is done with it.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <exception cref="IOException">It exists, or cannot be made.</exception>
    internal static FileStream CreateFile(string path, UnixFileMode most, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = access, Share = share, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = most | Owner;
        }
        return new FileStream(path, options);
    }

    private static UnixFileMode OfOne(string source)
    {
        if (OperatingSystem.IsWindows())
        {
            return Any;
        }
        if (Directory.Exists(source))
        {
            UnixFileMode folder = File.GetUnixFileMode(source);
            return Owner | (folder.HasFlag(UnixFileMode.GroupExecute) ? Group : UnixFileMode.None)
                | (folder.HasFlag(UnixFileMode.OtherExecute) ? Others : UnixFileMode.None);
        }
        return File.Exists(source) ? File.GetUnixFileMode(source) & Any : Any;
    }
}
