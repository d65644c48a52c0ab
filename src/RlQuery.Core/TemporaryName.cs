using System.Security.Cryptography;
using System.Text;

namespace RlQuery.Core;

/// <summary>Names of files and folders that are being made: beside their target, random, and told from everybody else's by a checksum.</summary>
/// <remarks><c>.NAME.rlquery-RANDOM+CHECK.tmp</c>, 16 and 8 hexadecimal digits; a long name is shortened.</remarks>
internal static class TemporaryName
{
    private const string Mark = ".rlquery-";
    private const string Ending = ".tmp";
    private const int RandomDigits = 16;
    private const int CheckDigits = 8;
    private const int MostBytes = 180;

    /// <summary>Another name at each call.</summary>
    /// <param name="target">Full path of what is to be made.</param>
    public static string Beside(string target)
    {
        string stem = StemOf(Path.GetFileName(target));
        string random = RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true);
        return Path.Combine(Path.GetDirectoryName(target) ?? "", $".{stem}{Mark}{random}{Check(stem, random)}{Ending}");
    }

    /// <summary>A name of the file system's lengths that stands for a target's.</summary>
    public static string StemOf(string name) =>
        Encoding.UTF8.GetByteCount(name) <= MostBytes ? name : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>Whether a name is one that this class gives.</summary>
    /// <param name="path">A path, of which the last part counts.</param>
    /// <param name="stem">What the name of the target must be, as <see cref="StemOf"/> has it; null for any.</param>
    public static bool Is(string path, string? stem = null)
    {
        string name = Path.GetFileName(path);
        int mark = name.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 1 || name[0] != '.' || !name.EndsWith(Ending, StringComparison.Ordinal)
            || name.Length != mark + Mark.Length + RandomDigits + CheckDigits + Ending.Length)
        {
            return false;
        }
        string own = name[1..mark];
        string random = name.Substring(mark + Mark.Length, RandomDigits);
        return (stem is null || stem == own) && name.Substring(mark + Mark.Length + RandomDigits, CheckDigits) == Check(own, random);
    }

    /// <summary>Deletes files of a folder that were being made by programs that are gone.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="stem">What the name of their target must be; null for any.</param>
    public static void SweepFiles(string folder, string? stem = null)
    {
        foreach (FileSystemInfo file in Entries(folder, stem).OfType<FileInfo>())
        {
            HeldFile.DeleteIfFree(file.FullName);
        }
    }

    /// <summary>Deletes folders that were being made by programs that are gone; to be called by nobody but the holder of the target's lock.</summary>
    /// <param name="folder">The folder above them.</param>
    /// <param name="stem">What the name of their target must be.</param>
    public static void SweepFolders(string folder, string stem)
    {
        foreach (DirectoryInfo one in Entries(folder, stem).OfType<DirectoryInfo>())
        {
            try
            {
                one.Delete(recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Another's, or one that a program still looks at: it is in nobody's way.
            }
        }
    }

    private static FileSystemInfo[] Entries(string folder, string? stem)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateFileSystemInfos($".*{Ending}").Where(one => Is(one.Name, stem) && one.LinkTarget is null),
            ];
        }
        catch (UnauthorizedAccessException)
        {
            // A folder may be written to and not be read.
            return [];
        }
    }

    private static string Check(string stem, string random) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"rlquery {random} {stem}")))[..CheckDigits];
}
