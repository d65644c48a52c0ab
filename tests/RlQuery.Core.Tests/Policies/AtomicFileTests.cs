namespace RlQuery.Core.Tests.Policies;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the ne"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Readers_see_the_old_file_until_the_new_one_is_whole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        AtomicFile.WriteText(path, "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new"u8, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_a_killed_program_left_behind_is_in_nobodys_way()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("made/on/the/way/a.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string left = TemporaryName.Beside(path);
        string another = TemporaryName.Beside(folder.File("made/on/the/way/b.txt"));
        File.WriteAllText(left, "a longer half-written text");
        File.WriteAllText(another, "of another file");
        AtomicFile.WriteText(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([another, path], Directory.GetFiles(Path.GetDirectoryName(path)!).Order());
    }

    [Fact]
    public void What_is_not_ours_is_neither_overwritten_nor_followed_nor_deleted()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        string[] theirs =
        [
            folder.File("a.txt.tmp"), folder.File(".a.txt.tmp"), folder.File(".a.txt.rlquery-0123456789abcdef01234567.tmp"), folder.File(".a.txt.rlquery-.tmp"),
        ];
        string victim = folder.File("victim");
        Array.ForEach([.. theirs, victim], file => File.WriteAllText(file, "theirs"));
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(TemporaryName.Beside(path), victim);
        }
        int before = Directory.GetFiles(folder.Path).Length;
        AtomicFile.WriteText(path, "new");
        Assert.All([.. theirs, victim], file => Assert.Equal("theirs", File.ReadAllText(file)));
        Assert.Equal(before + 1, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void What_another_is_writing_now_is_not_swept_away()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        AtomicFile.Write(path, stream =>
        {
            AtomicFile.WriteText(path, "another's");
            stream.Write("the last one's"u8);
        });
        Assert.Equal("the last one's", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Many_writers_of_one_file_leave_one_of_theirs_whole_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        Parallel.For(
            0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            writer => AtomicFile.WriteText(path, new string((char)('A' + (writer % 26)), 5000)));
        Assert.Single(File.ReadAllText(path).Distinct());
        Assert.Equal(5000, new FileInfo(path).Length);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_and_its_temporary_name_is_not()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        Directory.CreateDirectory(path);
        string message = Assert.Throws<IOException>(() => AtomicFile.WriteText(path, "new")).Message;
        Assert.StartsWith($"{path}: cannot be written: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain(".rlquery-", message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("file"), "");
        Assert.StartsWith(
            $"{folder.File("file/b.txt")}: cannot be written: ", Assert.Throws<IOException>(() => AtomicFile.WriteText(folder.File("file/b.txt"), "")).Message,
            StringComparison.Ordinal);
        Assert.Equal([path, folder.File("file")], Directory.GetFileSystemEntries(folder.Path).Order());
    }

    [Fact]
    public void Names_of_any_length_and_with_any_letters_are_written()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])[new string('n', 255), new string('ü', 127), "a*b?.txt", "..txt", " a "])
        {
            AtomicFile.WriteText(folder.File(name), name);
            Assert.Equal(name, File.ReadAllText(folder.File(name)));
            using (OutputLock.Take(folder.File(name)))
            {
                Assert.Throws<InvalidInputException>(() => OutputLock.Take(folder.File(name)));
            }
        }
        Assert.Equal(5, Directory.GetFileSystemEntries(folder.Path).Length);
    }
}
