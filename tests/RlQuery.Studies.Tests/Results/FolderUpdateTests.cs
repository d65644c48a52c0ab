using RlQuery.Studies.Results;

namespace RlQuery.Studies.Tests.Results;

public sealed class FolderUpdateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-update-").FullName;

    private string Target => Path.Combine(_folder, "policy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_that_would_not_change_are_not_touched_and_others_are_replaced()
    {
        var old = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        foreach (string name in (string[])["same", "other", "foreign"])
        {
            string file = Path.Combine(Directory.CreateDirectory(Target).FullName, name);
            File.WriteAllText(file, "1");
            File.SetLastWriteTimeUtc(file, old);
        }
        FolderUpdate.Apply(Target, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "same"), "1");
            File.WriteAllText(Path.Combine(folder, "other"), "2");
            File.WriteAllText(Path.Combine(folder, "new"), "3");
        });
        Assert.Equal(
            [("foreign", "1", true), ("new", "3", false), ("other", "2", false), ("same", "1", true)],
            Directory.GetFiles(Target).Order(StringComparer.Ordinal).Select(
                file => (Path.GetFileName(file), File.ReadAllText(file), File.GetLastWriteTimeUtc(file) == old)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_failure_changes_nothing()
    {
        Directory.CreateDirectory(Target);
        Assert.Throws<IOException>(() => FolderUpdate.Apply(Target, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "new"), "3");
            throw new IOException("disk full");
        }));
        Assert.Empty(Directory.GetFileSystemEntries(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }
}
