using RlQuery.Core;

namespace RlQuery.Studies.Results;

/// <summary>Writes files into an existing folder, and leaves unchanged files untouched.</summary>
public static class FolderUpdate
{
    /// <summary>Checks that the folder can be made, before hours of work.</summary>
    /// <param name="target">The folder; if it exists, it is left untouched.</param>
    /// <exception cref="InvalidInputException">It cannot.</exception>
    public static void Probe(string target)
    {
        try
        {
            Directory.Delete(Stage(target, FileModes.Any));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"out: {target} cannot be written: {failure.Message}");
        }
    }

    /// <summary>Fills a folder beside the target, then moves into place each file that is new or has other bytes.</summary>
    /// <remarks>Whoever holds the lock of the target (<see cref="OutputLock"/>) clears away what a killed run was filling.</remarks>
    /// <param name="target">The folder; made if it does not exist.</param>
    /// <param name="fill">Writes files into the folder that it is given, and into folders in it.</param>
    /// <param name="most">Who may read it at most, as <see cref="FileModes.Of"/> has it.</param>
    public static void Apply(string target, Action<string> fill, UnixFileMode most = FileModes.Any)
    {
        string temporary = Stage(target, most);
        FileModes.CreateFolder(target, most);
        most &= FileModes.Of(target);
        try
        {
            Fill(temporary, target, fill);
            foreach (string fresh in Directory.EnumerateFiles(temporary, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string file = Path.Combine(target, Path.GetRelativePath(temporary, fresh));
                FileModes.CreateFolder(Path.GetDirectoryName(file)!, most);
                if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(fresh)))
                {
                    File.Move(fresh, file, overwrite: true);
                }
            }
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Fills a folder that is to become another, by whose name faults of writing go.</summary>
    internal static void Fill(string temporary, string target, Action<string> fill)
    {
        try
        {
            fill(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && failure.Message.Contains(temporary, StringComparison.Ordinal))
        {
            throw new IOException(failure.Message.Replace(temporary, target, StringComparison.Ordinal), failure);
        }
    }

    /// <summary>Makes an empty folder beside the target, which is no more open than that will be.</summary>
    internal static string Stage(string target, UnixFileMode most)
    {
        // Of a link to a folder beside that folder, which may be on another disk.
        string folder = TemporaryName.Beside(LockPlace.Of(target, "out").Target);
        FileModes.CreateFolder(folder, most & FileModes.Of(target));
        return folder;
    }
}
