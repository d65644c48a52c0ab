using RlQuery.Cluster.Hosting;

namespace RlQuery.Cluster.Tests.Nodes;

public sealed class WorkerFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("rlquery-folders-").FullName;

    [Fact]
    public void The_folders_of_killed_workers_go_with_the_next_one_and_those_of_others_stay()
    {
        string killed = Path.Combine(_parent, "rlquery-worker-killed");
        Directory.CreateDirectory(killed);
        File.WriteAllText(Path.Combine(killed, "lock"), "");
        File.WriteAllText(Path.Combine(killed, "data"), "data");
        using var first = WorkerFolder.Create(_parent);
        string location;
        using (var second = WorkerFolder.Create(_parent))
        {
            location = second.Location;
            Assert.False(Directory.Exists(killed));
            Assert.True(Directory.Exists(first.Location));
            Assert.True(Directory.Exists(location));
        }
        Assert.False(Directory.Exists(location));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
