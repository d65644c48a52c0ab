using RlQuery.Cluster.Nodes;
using RlQuery.Core;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Tests.Nodes;

public sealed class NodeFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rlquery-files-");
    private readonly NodeFiles _files;

    public NodeFilesTests() => _files = new NodeFiles(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_here_once_all_its_pieces_have_come_whichever_came_twice()
    {
        var file = new ParcelFile([1, 2, 3, 4, 5]);
        Assert.Equal([file.Hash], _files.FindMissing([file.Hash]));
        Assert.Null(_files.Store("s", file.Hash, 5, 0, [1, 2, 3]));
        Assert.Null(_files.Store("s", file.Hash, 5, 0, [1, 2, 3]));
        Assert.Equal([file.Hash], _files.FindMissing([file.Hash]));
        Assert.Null(_files.Store("s", file.Hash, 5, 3, [4, 5]));
        Assert.Empty(_files.FindMissing([file.Hash]));
        Assert.Equal(file.Content, _files.Read(file.Hash));
    }

    [Fact]
    public void A_file_that_is_not_what_its_hash_says_is_refused()
    {
        var file = new ParcelFile([1, 2, 3]);
        Assert.Equal("a file was damaged on its way", _files.Store("s", file.Hash, 3, 0, [1, 2, 4]));
        Assert.Equal([file.Hash], _files.FindMissing([file.Hash]));
        Assert.Equal("a piece of a file is missing", _files.Store("s", file.Hash, 3, 2, [3]));
    }

    [Theory]
    [InlineData("s", "../../etc/passwd", 3L, 0L)]
    [InlineData("../s", null, 3L, 0L)]
    [InlineData("s", null, 1L << 40, 0L)]
    [InlineData("s", null, 2L, 0L)]
    [InlineData("s", null, 3L, -1L)]
    public void Names_and_sizes_that_are_not_allowed_are_refused_and_nothing_is_written(string session, string? hash, long length, long offset)
    {
        Assert.NotNull(_files.Store(session, hash ?? new ParcelFile([1, 2, 3]).Hash, length, offset, [1, 2, 3]));
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void A_file_that_was_damaged_on_the_disk_is_not_used()
    {
        var file = new ParcelFile([1, 2, 3]);
        _files.Store("s", file.Hash, 3, 0, file.Content);
        File.WriteAllBytes(Path.Combine(_folder.FullName, file.Hash), [1, 2]);
        Assert.Throws<InvalidInputException>(() => _files.Read(file.Hash));
    }
}
