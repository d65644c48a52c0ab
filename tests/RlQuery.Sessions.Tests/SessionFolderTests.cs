using RlQuery.Core;

namespace RlQuery.Sessions.Tests;

/// <summary>Which folders a session takes, and which it leaves alone.</summary>
public sealed class SessionFolderTests : SessionTest
{
    [Fact]
    public void A_session_in_use_is_refused_by_its_name()
    {
        using var file = SessionFile.Begin(Folder, Settings, Table);
        string[] expected = [$"session: {Folder} is in use by process {Environment.ProcessId}; let it end, or stop it first"];
        Assert.Equal(expected, Assert.Throws<InvalidInputException>(() => SessionFile.Open(Folder)).Faults);
        Assert.Equal(expected, Assert.Throws<InvalidInputException>(() => SessionFile.Begin(Folder, Settings, Table)).Faults);
        file.Append(Every[0]);
    }

    [Fact]
    public void AFolder_that_cannot_be_written_to_is_not_said_to_be_in_use()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        // Even root cannot open what a link into nowhere names.
        Directory.CreateDirectory(Folder);
        System.IO.File.CreateSymbolicLink(Path.Combine(Folder, "session.lock"), Path.Combine(Folder, "nowhere", "file"));
        Assert.Equal(
            [$"session: {Folder} cannot be written to; a session needs to write into its folder"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Begin(Folder, Settings, Table)).Faults);
    }

    [Fact]
    public void A_second_session_in_itsFolder_and_aFolder_of_other_things_are_refused()
    {
        Store(Every);
        byte[] before = System.IO.File.ReadAllBytes(File);
        Assert.Equal(
            [$"session: {Folder} holds a session already; go on with --resume, or name another folder"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Begin(Folder, Settings, Table)).Faults);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        string others = Path.GetDirectoryName(Folder)!;
        Assert.Equal(
            [$"session: {others} is not empty and holds no session; name a new folder"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Begin(others, Settings, Table)).Faults);
        Assert.Equal(
            [$"session: {others} holds no session; begin one with 'rlquery label'"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Open(others)).Faults);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(others));
    }

    [Fact]
    public void What_a_process_killed_at_the_beginning_leaves_is_no_session_and_no_hindrance()
    {
        Directory.CreateDirectory(Folder);
        System.IO.File.WriteAllBytes(File, []);
        System.IO.File.WriteAllBytes(Path.Combine(Folder, "session.lock"), []);
        Assert.Equal(
            [$"session: {Folder} holds no session; begin one with 'rlquery label'"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Open(Folder)).Faults);
        Store(Every);
        using var again = SessionFile.Open(Folder);
        Assert.Equal(Every, again.Events);
    }
}
