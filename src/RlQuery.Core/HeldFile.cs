namespace RlQuery.Core;

/// <summary>Files that a process holds while it has them open, and that the system lets go of when it ends, however it ends.</summary>
internal static class HeldFile
{
    // What the systems say of a file that another has: EWOULDBLOCK, and ERROR_SHARING_VIOLATION.
    private const int Linux = 11;
    private const int Mac = 35;
    private const int Windows = unchecked((int)0x80070020);

    /// <summary>Shared with nobody; Windows must be told that the holder may rename and delete the file himself.</summary>
    public static FileShare Share => OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Whether opening a file failed since another has it.</summary>
    public static bool IsMeant(Exception failure) => failure is IOException { HResult: Linux or Mac or Windows };

    /// <summary>Deletes a file that nobody holds: who made it is gone.</summary>
    /// <param name="path">A file, and no link.</param>
    public static void DeleteIfFree(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, Share);
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is held, gone already, or somebody else's.
        }
    }
}
