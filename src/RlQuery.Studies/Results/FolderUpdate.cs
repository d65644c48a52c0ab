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
        string temporary = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)) + ".tmp";
        try
        {
            Remove(temporary);
            Directory.CreateDirectory(temporary);
            Directory.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"out: {target} cannot be written: {failure.Message}");
        }
    }

    /// <summary>Fills a folder beside the target, then moves into place each file that is new or has other bytes.</summary>
    /// <param name="target">The folder; made if it does not exist.</param>
    /// <param name="fill">Writes files into the folder that it is given, and into folders in it.</param>
    public static void Apply(string target, Action<string> fill)
    {
        string temporary = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)) + ".tmp";
        Remove(temporary);
        Directory.CreateDirectory(temporary);
        Directory.CreateDirectory(target);
        try
        {
            fill(temporary);
            foreach (string fresh in Directory.EnumerateFiles(temporary, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string file = Path.Combine(target, Path.GetRelativePath(temporary, fresh));
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(fresh)))
                {
                    File.Move(fresh, file, overwrite: true);
                }
            }
        }
        finally
        {
            Remove(temporary);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
