using RlQuery.Core;

namespace RlQuery.Cluster.Hosting;

/// <summary>
/// The temporary folder of a worker. A file in it is locked as long as the worker lives; folders of workers that were killed go when the next one begins.
/// </summary>
internal sealed class WorkerFolder : IDisposable
{
    private const string Prefix = "rlquery-worker-";
    private const string LockName = "lock";

    private readonly FileStream _lock;

    private WorkerFolder(string location, FileStream taken) => (Location, _lock) = (location, taken);

    /// <summary>Where it is.</summary>
    public string Location { get; }

    /// <summary>Deletes the folders of workers that no longer live, and makes one.</summary>
    /// <param name="parent">Where they are.</param>
    public static WorkerFolder Create(string parent)
    {
        foreach (string other in Directory.GetDirectories(parent, $"{Prefix}*"))
        {
            DeleteIfLeft(other);
        }
        while (true)
        {
            string location = Path.Combine(parent, $"{Prefix}{Path.GetRandomFileName()}");
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(location);
            }
            else
            {
                Directory.CreateDirectory(location, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
            if (TryLock(location, FileMode.CreateNew) is { } taken)
            {
                return new WorkerFolder(location, taken);
            }
        }
    }

    /// <summary>Deletes it.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(Location, recursive: true);
    }

    private static FileStream? TryLock(string folder, FileMode mode)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (HeldFile.IsMeant(failure))
        {
            return null;
        }
    }

    // A folder without the file is one that another worker is making.
    private static void DeleteIfLeft(string folder)
    {
        try
        {
            if (TryLock(folder, FileMode.Open) is { } left)
            {
                left.Dispose();
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Another worker deletes it, or it is another user's.
        }
    }
}
