using RlQuery.Core.Tests.Policies;

namespace RlQuery.Core.Tests;

/// <summary>Windows has no such modes: there nothing is asked.</summary>
public sealed class FileModesTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Shared = Private | UnixFileMode.GroupRead;
    private const UnixFileMode Public = Shared | UnixFileMode.OtherRead;

    [Fact]
    public void What_is_made_from_a_private_file_is_private()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var folder = new TemporaryFolder();
        string open = Directory.CreateDirectory(folder.File("open"), (UnixFileMode)0b111_101_101).FullName;
        foreach (UnixFileMode mode in (UnixFileMode[])[Private, Shared, Public, UnixFileMode.UserRead])
        {
            string source = Source(folder, $"{mode}", mode);
            AtomicFile.WriteText(Path.Combine(open, "a"), "", FileModes.Of(source));
            Assert.Equal(mode | Private, File.GetUnixFileMode(Path.Combine(open, "a")));
            File.Delete(Path.Combine(open, "a"));
            string below = folder.File($"{mode} below");
            FileModes.CreateFolder(below, FileModes.Of(source));
            Assert.Equal(mode.HasFlag(UnixFileMode.OtherRead), File.GetUnixFileMode(below).HasFlag(UnixFileMode.OtherExecute));
            Assert.Equal(mode.HasFlag(UnixFileMode.GroupRead), File.GetUnixFileMode(below).HasFlag(UnixFileMode.GroupExecute));
            Assert.True(File.GetUnixFileMode(below).HasFlag(Private | UnixFileMode.UserExecute));
        }
        Assert.Equal(Private, FileModes.Of(Source(folder, "one", Public), Source(folder, "two", Private)));
        Assert.Equal(FileModes.Any, FileModes.Of("two moons, noise 0.1", folder.File("none")));
    }

    [Fact]
    public void What_was_made_private_stays_so_when_it_is_written_again_and_so_does_what_a_private_folder_holds()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var folder = new TemporaryFolder();
        string open = Directory.CreateDirectory(folder.File("open"), (UnixFileMode)0b111_101_101).FullName;
        string file = Path.Combine(open, "a");
        AtomicFile.WriteText(file, "old");
        Assert.Equal(Public, File.GetUnixFileMode(file) | Public);
        File.SetUnixFileMode(file, Private);
        AtomicFile.WriteText(file, "new");
        Assert.Equal(Private, File.GetUnixFileMode(file));
        File.SetUnixFileMode(open, Private | UnixFileMode.UserExecute);
        AtomicFile.WriteText(Path.Combine(open, "b"), "");
        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(open, "b")));
    }

    private static string Source(TemporaryFolder folder, string name, UnixFileMode mode)
    {
        File.WriteAllText(folder.File(name), "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.File(name), mode);
        }
        return folder.File(name);
    }
}
