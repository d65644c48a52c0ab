using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading.Channels;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Dealing;

/// <summary>One run of items over all nodes of a cluster, which come and go.</summary>
/// <param name="parcel">What is sent once.</param>
/// <param name="context">What is sent with every lot.</param>
/// <param name="items">The items.</param>
/// <param name="patience">The longest time without any node that can do the work.</param>
/// <param name="tell">Is told what a person should know.</param>
internal sealed class ClusterRun(Parcel parcel, byte[] context, IReadOnlyList<int> items, TimeSpan patience, Action<string> tell) : IDisposable
{
    /// <summary>The most by which the clock of a node may differ, in seconds.</summary>
    public const long MostClockSeconds = 300;

    private const int SessionDigits = 32;
    private const int MostAnswers = 64;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<(int[] Items, byte[][] Answers)> _answers = Channel.CreateBounded<(int[], byte[][])>(MostAnswers);
    private readonly Dictionary<string, (CancellationTokenSource Gone, Task<string?> Talk)> _talks = [];
    private readonly Dictionary<string, string> _refused = [];
    private readonly HashSet<string> _left = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _nodes;

    /// <summary>The session of this run, by which nodes tell clients apart.</summary>
    public string Session { get; } = RandomNumberGenerator.GetHexString(SessionDigits, lowercase: true);

    /// <summary>What is sent once.</summary>
    public Parcel Parcel => parcel;

    /// <summary>What is sent with every lot.</summary>
    public byte[] Context => context;

    /// <summary>Items of the lots that were dealt.</summary>
    public ConcurrentDictionary<long, int[]> Sent { get; } = [];

    /// <summary>Who does what.</summary>
    public LotDealer Dealer { get; private set; } = null!;

    /// <summary>Is cancelled when the run ends.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Number of nodes that take part; once it has ended, that did at the end.</summary>
    public int LastNodes { get; private set; }

    /// <summary>Runs all items.</summary>
    /// <param name="directory">Says which nodes there are.</param>
    /// <param name="answered">Called with each item and its answer, on the calling thread; an answer is null if the item was given up.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="IOException">No node can do it.</exception>
    public void Run(INodeDirectory directory, Action<int, byte[]?> answered, CancellationToken cancellation)
    {
        Dealer = new LotDealer(items, () => _clock.Elapsed, parcel.MostItems);
        using CancellationTokenRegistration stop = cancellation.Register(_ended.Cancel);
        Task looking = Task.Run(() => LookAsync(directory), CancellationToken.None);
        try
        {
            for (int left = items.Count; left > 0;)
            {
                (int[] own, byte[][] answers) = _answers.Reader.ReadAsync(cancellation).AsTask().GetAwaiter().GetResult();
                for (int i = 0; i < own.Length; i++)
                {
                    answered(own[i], answers.Length == 0 ? null : answers[i]);
                }
                left -= own.Length;
            }
        }
        catch (ChannelClosedException closed) when (closed.InnerException is IOException without)
        {
            throw new IOException(without.Message);
        }
        finally
        {
            _ended.Cancel();
            looking.Wait(CancellationToken.None);
        }
    }

    /// <summary>Counts a node that takes part.</summary>
    public void Joined(string name)
    {
        Interlocked.Increment(ref _nodes);
        LastNodes = _nodes;
        lock (_refused)
        {
            tell($"node {name} takes part");
        }
    }

    /// <summary>Counts a node that takes no part any more.</summary>
    public void Left()
    {
        Interlocked.Decrement(ref _nodes);
        if (!_ended.IsCancellationRequested)
        {
            LastNodes = _nodes;
        }
    }

    /// <summary>Passes an answer on; waits where the client is slower than its nodes.</summary>
    public async Task AnswerAsync(DealtLot lot, byte[][] answers)
    {
        Sent.TryRemove(lot.Number, out _);
        if (answers.Length != lot.Items.Length)
        {
            _answers.Writer.TryComplete(new IOException($"{answers.Length} answers to {lot.Items.Length} items"));
            return;
        }
        try
        {
            await _answers.Writer.WriteAsync((lot.Items, answers), _ended.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            // The run has ended.
        }
    }

    /// <summary>Passes on that items were given up.</summary>
    public void GiveUp(IReadOnlyList<int> lost)
    {
        foreach (int item in lost)
        {
            _ = AnswerAsyncOf(item);
        }
    }

    public void Dispose() => _ended.Dispose();

    private async Task AnswerAsyncOf(int item) =>
        await _answers.Writer.WriteAsync(([item], []), _ended.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task LookAsync(INodeDirectory directory)
    {
        var idle = Stopwatch.StartNew();
        string lastFault = "";
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                Update(await directory.FindAsync().WaitAsync(_ended.Token).ConfigureAwait(false));
            }
#pragma warning disable CA1031 // The store or the node that was asked may be away for a while.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                lastFault = failure is OperationCanceledException ? lastFault : failure.Message;
            }
            Collect();
            if (_nodes > 0)
            {
                idle.Restart();
            }
            if (idle.Elapsed > patience)
            {
                string why = _refused.Count > 0 ? string.Join("; ", _refused.Values.Distinct()) : lastFault;
                _answers.Writer.TryComplete(new IOException(
                    $"no worker of the cluster takes part after {patience.TotalSeconds:F0} s"
                    + (why.Length > 0 ? $": {why}" : "; start one with 'rlquery worker'")));
                break;
            }
            await Task.Delay(LookEvery, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        foreach ((CancellationTokenSource gone, _) in _talks.Values)
        {
            gone.Cancel();
        }
        await Task.WhenAll(_talks.Values.Select(one => (Task)one.Talk)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Update(IReadOnlyList<INodeLink> nodes)
    {
        HashSet<string> alive = [.. nodes.Select(node => node.Key)];
        foreach ((string key, (CancellationTokenSource gone, _)) in _talks.Where(one => !alive.Contains(one.Key)).ToArray())
        {
            if (!gone.IsCancellationRequested)
            {
                Say($"node {key} is gone");
                gone.Cancel();
            }
        }
        foreach (INodeLink node in nodes.Where(node => !_talks.ContainsKey(node.Key) && !_refused.ContainsKey(node.Key) && !_left.Contains(node.Key)))
        {
            var gone = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
            _talks.Add(node.Key, (gone, Task.Run(() => new NodeTalk(this, node).RunAsync(gone.Token), CancellationToken.None)));
        }
    }

    private void Collect()
    {
        foreach ((string key, (CancellationTokenSource gone, Task<string?> talk)) in _talks.Where(one => one.Value.Talk.IsCompleted).ToArray())
        {
            _talks.Remove(key);
            gone.Dispose();
            string? refusal = talk.IsFaulted ? talk.Exception!.InnerException!.Message : talk.IsCanceled ? null : talk.Result;
            if (refusal is null)
            {
                _left.Add(key);
            }
            else
            {
                _refused.Add(key, refusal);
                Say($"a node is left out: {refusal}");
            }
        }
    }

    private void Say(string line)
    {
        lock (_refused)
        {
            tell(line);
        }
    }
}
