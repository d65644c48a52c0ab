using RlQuery.Core.Tests.Policies;

namespace RlQuery.Core.Tests;

public sealed class OutputLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("results/mine");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_has_a_target_is_named_to_others_and_nothing_is_left_of_it()
    {
        using (OutputLock.Take(Target))
        {
            Assert.Equal(
                [$"out: {Target} is in use by process {Environment.ProcessId}; let it end, or stop it first"],
                Assert.Throws<InvalidInputException>(() => OutputLock.Take(Target)).Faults);
            using var another = OutputLock.Take(_folder.File("results/another"));
        }
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        OutputLock.Take(Target).Dispose();
    }

    [Fact]
    public void One_target_has_one_lock_however_it_is_spelled()
    {
        Directory.CreateDirectory(Target);
        string[] spellings = [Target + "/", _folder.File("results/../results/./mine")];
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(_folder.File("link"), Target);
            Directory.CreateSymbolicLink(_folder.File("above"), _folder.File("results"));
            spellings = [.. spellings, _folder.File("link"), _folder.File("above/mine")];
        }
        using var taken = OutputLock.Take(Target);
        Assert.All(spellings, spelling => Assert.Throws<InvalidInputException>(() => OutputLock.Take(spelling)));
    }

    [Fact]
    public void Folders_that_were_made_for_a_lock_alone_go_with_it_and_others_stay()
    {
        using (OutputLock.Take(_folder.File("a/b/c/mine")))
        {
            File.WriteAllText(_folder.File("a/kept"), "");
        }
        Assert.Equal([_folder.File("a/kept")], Directory.GetFileSystemEntries(_folder.File("a")));
    }

    [Fact]
    public void What_a_killed_run_left_is_taken_over_and_swept_away()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(_folder.File("results/.mine.rlquery-lock"), "");
        File.WriteAllText(_folder.File("results/.mine.rlquery-pid"), "1 elsewhere");
        string staged = TemporaryName.Beside(Target);
        Directory.CreateDirectory(staged);
        File.WriteAllText(Path.Combine(staged, "half.csv"), "");
        File.WriteAllText(TemporaryName.Beside(Path.Combine(Target, "checkpoint.bin")), "half");
        string users = Directory.CreateDirectory(Target + ".tmp").FullName;
        string others = TemporaryName.Beside(_folder.File("results/other"));
        Directory.CreateDirectory(others);
        OutputLock.Take(Target).Dispose();
        Assert.Equal([others, Target, users], Directory.GetFileSystemEntries(_folder.File("results")).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(Target));
    }

    [Fact]
    public void Of_many_threads_one_at_a_time_has_it()
    {
        // A folder that one of them makes is left by him, where another is in it by then.
        string folder = Path.GetDirectoryName(Target)!;
        Directory.CreateDirectory(folder);
        int holders = 0;
        int most = 0;
        int taken = 0;
        Thread[] threads =
        [
            .. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                for (int round = 0; round < 100; round++)
                {
                    try
                    {
                        using var held = OutputLock.Take(Target);
                        most = Math.Max(most, Interlocked.Increment(ref holders));
                        Interlocked.Increment(ref taken);
                        Thread.Sleep(1);
                        Interlocked.Decrement(ref holders);
                    }
                    catch (InvalidInputException)
                    {
                        // Another has it.
                    }
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(1, most);
        Assert.InRange(taken, 8, 800);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Where_a_link_or_a_file_stands_in_the_way_it_is_refused_in_a_line_and_nothing_is_followed()
    {
        File.WriteAllText(_folder.File("file"), "kept");
        Assert.StartsWith($"session: {_folder.File("file/mine")} cannot be written: ", Refusal(_folder.File("file/mine")), StringComparison.Ordinal);
        Assert.Equal("session: '' is not allowed; name a file or folder", Refusal(""));
        if (!OperatingSystem.IsWindows())
        {
            DateTime time = File.GetLastWriteTimeUtc(_folder.File("file"));
            File.CreateSymbolicLink(_folder.File(".mine.rlquery-lock"), _folder.File("file"));
            Assert.Equal(
                $"session: {_folder.File("mine")} cannot be written: {_folder.File(".mine.rlquery-lock")} is a link; delete it", Refusal(_folder.File("mine")));
            Assert.Equal(time, File.GetLastWriteTimeUtc(_folder.File("file")));
        }
    }

    private static string Refusal(string target) =>
        Assert.Single(Assert.Throws<InvalidInputException>(() => OutputLock.Take(target, "session")).Faults);
}
