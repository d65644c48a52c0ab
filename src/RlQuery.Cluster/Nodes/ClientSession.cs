using System.Diagnostics;
using RlQuery.Cluster.Messages;

namespace RlQuery.Cluster.Nodes;

/// <summary>What a node has of one client: lots that wait or are being done, and answers that the client has not seen. Guarded by the node's lock.</summary>
internal sealed class ClientSession
{
    /// <summary>Lots that have not ended.</summary>
    public Dictionary<long, CancellationTokenSource> Open { get; } = [];

    /// <summary>Answers that the client has not seen.</summary>
    public Dictionary<long, LotAnswer> Answers { get; } = [];

    /// <summary>Is set when there is an answer.</summary>
    public TaskCompletionSource News { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Since the client was last heard.</summary>
    public Stopwatch Silence { get; } = Stopwatch.StartNew();

    /// <summary>Adds an answer.</summary>
    /// <param name="answer">The answer.</param>
    public void Answer(LotAnswer answer)
    {
        Answers[answer.Number] = answer;
        News.TrySetResult();
    }
}
