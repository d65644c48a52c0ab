using System.Diagnostics;
using System.Globalization;

namespace RlQuery.Core;

/// <summary>Where the lock of a target stands.</summary>
/// <param name="Folder">Full path of the folder that it stands in.</param>
/// <param name="Stem">What its name begins with, after a dot.</param>
/// <param name="Target">Full path of the target.</param>
internal sealed record LockPlace(string Folder, string Stem, string Target)
{
    private const string LockEnding = ".rlquery-lock";
    private const string OwnerEnding = ".rlquery-pid";
    private const string InsideStem = "folder";
    private const int MostLength = 1000;
    private const int MostReads = 100;
    private const int MillisecondsBetweenReads = 20;

    /// <summary>The file that is held.</summary>
    public string Lock => Path.Combine(Folder, $".{Stem}{LockEnding}");

    /// <summary>The file that says who holds it: a process and its machine.</summary>
    public string Owner => Path.Combine(Folder, $".{Stem}{OwnerEnding}");

    /// <summary>The place in the target, if that is a folder; null elsewhere.</summary>
    public LockPlace? Inside => Folder != Target && Directory.Exists(Target) ? new LockPlace(Target, InsideStem, Target) : null;

    /// <summary>The place beside a target; links to a folder lead to the place beside the folder.</summary>
    /// <param name="target">The target as it was named.</param>
    /// <param name="option">What it is named by, for faults.</param>
    /// <exception cref="InvalidInputException">It is no path.</exception>
    public static LockPlace Of(string target, string option)
    {
        if (target.Length == 0 || target.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidInputException($"{option}: '{target}' is not allowed; name a file or folder");
        }
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (Directory.Exists(path) && new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true) is { } linked)
        {
            path = Path.TrimEndingDirectorySeparator(linked.FullName);
        }
        return Path.GetDirectoryName(path) is { } above
            ? new LockPlace(above, TemporaryName.StemOf(Path.GetFileName(path)), path)
            : new LockPlace(path, InsideStem, path);
    }

    /// <summary>Whether a file has the name of a lock.</summary>
    public static bool Is(string path) => Path.GetFileName(path) is ['.', ..] name
        && (name.EndsWith(LockEnding, StringComparison.Ordinal) || name.EndsWith(OwnerEnding, StringComparison.Ordinal));

    /// <summary>Opens the file that is held; the folder exists.</summary>
    /// <returns>Null where it is worth another attempt.</returns>
    /// <exception cref="IOException">Another holds it (<see cref="HeldFile.IsMeant"/>), or it cannot be opened.</exception>
    public FileStream? Open()
    {
        if (!File.Exists(Lock))
        {
            try
            {
                return FileModes.CreateFile(Lock, FileModes.Any, FileAccess.ReadWrite, HeldFile.Share);
            }
            catch (IOException failure) when (!HeldFile.IsMeant(failure) && File.Exists(Lock))
            {
                return null;
            }
        }
        if (new FileInfo(Lock).LinkTarget is not null)
        {
            throw new IOException($"{Lock} is a link; delete it");
        }
        try
        {
            return new FileStream(Lock, FileMode.Open, FileAccess.ReadWrite, HeldFile.Share);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            DeleteOfAnother();
            return null;
        }
    }

    /// <summary>Whether the file that is held is the one that stands there, by its time.</summary>
    public bool IsStill(DateTime mark) => File.Exists(Lock) && File.GetLastWriteTimeUtc(Lock) == mark;

    /// <summary>Says that this process holds it. On a full disk it says nothing, and holds it none the less.</summary>
    public void WriteOwner()
    {
        try
        {
            AtomicFile.WriteText(Owner, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {Environment.MachineName}\n"));
        }
        catch (IOException)
        {
            // A session whose disk is full can still be exported.
        }
    }

    /// <summary>Says who holds it, in words.</summary>
    public string ReadOwner()
    {
        string? owner = null;
        // Who has just taken it may not have said so yet.
        for (int read = 0; read < MostReads; read++)
        {
            if (OwnerProcess(ref owner))
            {
                return owner!;
            }
            Thread.Sleep(MillisecondsBetweenReads);
        }
        return owner ?? "another process";
    }

    /// <summary>Clears away what killed holders were making.</summary>
    public void Sweep()
    {
        TemporaryName.SweepFiles(Path.GetDirectoryName(Target) ?? Target, TemporaryName.StemOf(Path.GetFileName(Target)));
        TemporaryName.SweepFolders(Path.GetDirectoryName(Target) ?? Target, TemporaryName.StemOf(Path.GetFileName(Target)));
        if (Directory.Exists(Target))
        {
            TemporaryName.SweepFiles(Target);
        }
    }

    // What another user left, who was killed: it may be read and deleted, and not taken over.
    private void DeleteOfAnother()
    {
        using var held = new FileStream(Lock, FileMode.Open, FileAccess.Read, HeldFile.Share);
        if (IsStill(File.GetLastWriteTimeUtc(held.SafeFileHandle)))
        {
            File.Delete(Lock);
        }
    }

    // Whether somebody is said to hold it who is alive, as far as can be seen from here.
    private bool OwnerProcess(ref string? owner)
    {
        try
        {
            if (new FileInfo(Owner) is not { Exists: true, LinkTarget: null, Length: > 0 and < MostLength })
            {
                return false;
            }
            string[] words = File.ReadAllText(Owner).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int process))
            {
                return false;
            }
            bool isHere = words[1] == Environment.MachineName;
            owner = string.Create(CultureInfo.InvariantCulture, $"process {process}{(isHere ? "" : $" of {words[1]}")}");
            return !isHere || IsAlive(process);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
