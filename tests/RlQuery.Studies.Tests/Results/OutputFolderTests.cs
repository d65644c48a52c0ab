using RlQuery.Core;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Tests.Results;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-output-").FullName;

    private string Target => Path.Combine(_folder, "results", "mine");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_folder_appears_in_full()
    {
        new OutputFolder(Target).Write(folder => File.WriteAllText(Path.Combine(folder, "a.csv"), "1"));
        Assert.Equal([Path.Combine(Target, "a.csv")], Directory.GetFileSystemEntries(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public void A_failure_while_writing_leaves_nothing()
    {
        Assert.Throws<IOException>(() => new OutputFolder(Target).Write(folder =>
        {
            File.WriteAllText(Path.Combine(folder, "a.csv"), "1");
            throw new IOException("disk full");
        }));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public void An_older_folder_is_replaced_where_that_is_asked_for_and_kept_when_writing_fails()
    {
        new OutputFolder(Target).Write(folder => File.WriteAllText(Path.Combine(folder, "old.csv"), "1"));
        Assert.Throws<IOException>(() => new OutputFolder(Target, replace: true).Write(_ => throw new IOException("disk full")));
        Assert.Equal([Path.Combine(Target, "old.csv")], Directory.GetFileSystemEntries(Target));
        new OutputFolder(Target, replace: true).Write(folder => File.WriteAllText(Path.Combine(folder, "new.csv"), "1"));
        Assert.Equal([Path.Combine(Target, "new.csv")], Directory.GetFileSystemEntries(Target));
    }

    [Fact]
    public void Probing_leaves_nothing()
    {
        new OutputFolder(Target).Probe();
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public void Probing_refuses_a_folder_below_a_file()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "kept");
        string target = Path.Combine(file, "mine");
        var thrown = Assert.Throws<InvalidInputException>(new OutputFolder(target).Probe);
        Assert.StartsWith($"out: {target} cannot be written: ", Assert.Single(thrown.Faults), StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(file));
    }

    [Fact]
    public void Probing_a_folder_that_exists_leaves_it_as_it_was()
    {
        Directory.CreateDirectory(Target);
        DateTime changed = Directory.GetLastWriteTimeUtc(Target);
        FolderUpdate.Probe(Target);
        Assert.Equal(changed, Directory.GetLastWriteTimeUtc(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public void What_a_killed_run_left_is_swept_away_and_what_is_a_users_is_not()
    {
        FolderUpdate.Stage(Target, FileModes.Any);
        string users = Directory.CreateDirectory(Target + ".tmp").FullName;
        using (OutputLock.Take(Target))
        {
            new OutputFolder(Target).Write(folder => File.WriteAllText(Path.Combine(folder, "a.csv"), "1"));
        }
        Assert.Equal([Path.Combine(Target, "a.csv")], Directory.GetFileSystemEntries(Target));
        Assert.Equal([Target, users], Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_or_file_that_exists_is_refused_and_kept()
    {
        Directory.CreateDirectory(Target);
        Assert.Contains("exists", Assert.Throws<InvalidInputException>(() => new OutputFolder(Target + "/")).Message, StringComparison.Ordinal);
        File.WriteAllText(Target + "-file", "kept");
        Assert.Throws<InvalidInputException>(() => new OutputFolder(Target + "-file"));
        Assert.Equal("kept", File.ReadAllText(Target + "-file"));
        Assert.Throws<InvalidInputException>(() => new OutputFolder(Path.Combine(Target + "-file", "below")).Probe());
    }
}
