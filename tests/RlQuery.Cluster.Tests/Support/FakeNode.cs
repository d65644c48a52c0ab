using RlQuery.Cluster.Dealing;
using RlQuery.Cluster.Messages;
using RlQuery.Cluster.Nodes;
using RlQuery.Studies.Standard;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>A node of this process, which can hang and die.</summary>
internal sealed class FakeNode(string key, int cores = 1) : INodeLink, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rlquery-node-");
    private NodeWork? _work;
    private int _exchanges;

    public string Key => key;

    public NodeWork Work => _work ??= new NodeWork(cores, _folder.FullName, StudyParts.Create(), AllowsParts);

    /// <summary>Called with the number of each exchange; what it throws, the client sees.</summary>
    public Func<int, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether every other answer is lost on its way.</summary>
    public bool LosesReplies { get; init; }

    /// <summary>What it says to compute by.</summary>
    public string Identity { get; init; } = CodeIdentity.Here;

    /// <summary>Seconds by which its clock is wrong.</summary>
    public long ClockOff { get; init; }

    /// <summary>Whether its disk is full.</summary>
    public bool IsFull { get; init; }

    /// <summary>Whether it runs code that is sent.</summary>
    public bool AllowsParts { get; init; }

    public int Pieces { get; private set; }

    public async Task<NodeDescription> DescribeAsync()
    {
        await Before(_exchanges);
        NodeDescription own = Work.Describe();
        return new NodeDescription
        {
            Name = key,
            Identity = Identity,
            Cores = own.Cores,
            Lots = own.Lots,
            Done = own.Done,
            Seconds = own.Seconds,
            Faults = own.Faults,
            Clock = own.Clock + ClockOff,
        };
    }

    public Task<string[]> FindMissingAsync(string[] hashes) => Task.FromResult(Work.Files.FindMissing(hashes));

    public Task<string?> StoreAsync(string session, string hash, long length, long offset, byte[] piece)
    {
        Pieces++;
        if (IsFull)
        {
            // A file cannot be made in a folder that is gone, as it cannot on a full disk.
            Directory.Delete(Path.Combine(_folder.FullName, "files"), recursive: true);
        }
        return Task.FromResult(Work.Files.Store(session, hash, length, offset, piece));
    }

    public async Task<NodeReply> ExchangeAsync(NodeRequest request)
    {
        await Before(++_exchanges);
        NodeReply reply = await Work.ExchangeAsync(request);
        return LosesReplies && _exchanges % 2 == 0 ? throw new TimeoutException() : reply;
    }

    public Task StopAsync()
    {
        Work.AskToStop();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _work?.Dispose();
        _folder.Delete(recursive: true);
    }
}
