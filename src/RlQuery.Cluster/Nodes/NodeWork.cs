using System.Diagnostics;
using RlQuery.Cluster.Messages;
using RlQuery.Core;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Nodes;

/// <summary>What a worker's process does: takes lots, does them on its threads, and keeps the answers until their client has seen them.</summary>
internal sealed class NodeWork : IDisposable
{
    private const long MostReply = 8 << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly LinkedList<(string Session, Lot Lot)> _waiting = [];
    private readonly Dictionary<string, ClientSession> _sessions = [];
    private readonly Func<string, IParcelWork> _open;
    private readonly Thread[] _threads;
    private readonly CancellationTokenSource _asked = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private bool _leaving;
    private int _running;
    private long _done;
    private long _faults;

    /// <summary>Begins to work.</summary>
    /// <param name="cores">Number of threads, at least 1.</param>
    /// <param name="folder">A folder for what is sent; it exists, and the caller deletes it.</param>
    /// <param name="parts">The parts that there are here.</param>
    /// <param name="allowParts">Whether assemblies with parts that clients send may be loaded.</param>
    public NodeWork(int cores, string folder, Parts parts, bool allowParts)
        : this(
            cores, new NodeFiles(Directory.CreateDirectory(Path.Combine(folder, "files")).FullName),
            files => new OpenedParcels(files, Directory.CreateDirectory(Path.Combine(folder, "parcels")).FullName, parts, allowParts).Open)
    {
    }

    /// <summary>Begins to work.</summary>
    /// <param name="cores">Number of threads, at least 1.</param>
    /// <param name="files">What clients have sent.</param>
    /// <param name="opener">Gives what opens a parcel, by the hash of its description, from those files.</param>
    public NodeWork(int cores, NodeFiles files, Func<NodeFiles, Func<string, IParcelWork>> opener)
    {
        Files = files;
        _open = opener(files);
        _threads = [.. Enumerable.Range(0, cores).Select(_ => new Thread(Work) { IsBackground = true })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>What clients have sent.</summary>
    public NodeFiles Files { get; }

    /// <summary>Is cancelled when a client asks the node to end.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <summary>Says what the node is.</summary>
    public NodeDescription Describe()
    {
        lock (_gate)
        {
            return new NodeDescription
            {
                Name = $"{Environment.MachineName}/{Environment.ProcessId}",
                Identity = CodeIdentity.Here,
                Cores = _threads.Length,
                Lots = _waiting.Count + _running,
                Done = _done,
                Seconds = _clock.Elapsed.TotalSeconds,
                Faults = _faults,
                Clock = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            };
        }
    }

    /// <summary>Takes work, and gives answers; waits a moment for one where there is none.</summary>
    /// <param name="request">What a client tells.</param>
    public async Task<NodeReply> ExchangeAsync(NodeRequest request)
    {
        Task news = Take(request);
        await Task.WhenAny(news, Task.Delay(LongestWait)).ConfigureAwait(false);
        return Reply(request.Session);
    }

    /// <summary>Makes the process end as on SIGTERM.</summary>
    public void AskToStop() => _asked.Cancel();

    /// <summary>Takes no more lots, hands back those that wait, and waits until the others have ended and their clients know.</summary>
    /// <param name="longest">The longest time to wait for clients that do not ask.</param>
    public async Task LeaveAsync(TimeSpan longest)
    {
        lock (_gate)
        {
            _leaving = true;
            foreach ((string session, Lot lot) in _waiting)
            {
                End(session, new LotAnswer { Number = lot.Number });
            }
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
        var waited = new Stopwatch();
        while (true)
        {
            lock (_gate)
            {
                if (_running == 0)
                {
                    waited.Start();
                }
                if (waited.Elapsed > longest || (_running == 0 && _sessions.Values.All(session => session.Answers.Count == 0)))
                {
                    return;
                }
            }
            await Task.Delay(50).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the threads; lots that are being done end after their item.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _leaving = true;
            _waiting.Clear();
            foreach (CancellationTokenSource lot in _sessions.Values.SelectMany(session => session.Open.Values))
            {
                lot.Cancel();
            }
            Monitor.PulseAll(_gate);
        }
        _asked.Dispose();
    }

    private Task Take(NodeRequest request)
    {
        lock (_gate)
        {
            Forget();
            if (!_sessions.TryGetValue(request.Session, out ClientSession? session))
            {
                _sessions.Add(request.Session, session = new ClientSession());
            }
            session.Silence.Restart();
            foreach (long seen in request.Seen.Concat(request.Dropped))
            {
                session.Answers.Remove(seen);
            }
            Drop(request.Session, session, request.Dropped);
            foreach (Lot lot in request.Lots.Where(lot => !session.Open.ContainsKey(lot.Number) && !session.Answers.ContainsKey(lot.Number)))
            {
                session.Open.Add(lot.Number, new CancellationTokenSource());
                if (_leaving)
                {
                    End(request.Session, new LotAnswer { Number = lot.Number });
                }
                else
                {
                    _waiting.AddLast((request.Session, lot));
                }
            }
            Monitor.PulseAll(_gate);
            if (session.News.Task.IsCompleted && session.Answers.Count == 0)
            {
                session.News = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            // Who has nothing here waits for nothing.
            return session.Open.Count == 0 ? Task.CompletedTask : session.News.Task;
        }
    }

    private NodeReply Reply(string key)
    {
        lock (_gate)
        {
            var answers = new List<LotAnswer>();
            long bytes = 0;
            IEnumerable<LotAnswer> all = _sessions.TryGetValue(key, out ClientSession? session) ? session.Answers.Values : [];
            foreach (LotAnswer answer in all)
            {
                bytes += answer.Answers?.Sum(one => (long)one.Length) ?? 0;
                if (answers.Count > 0 && bytes > MostReply)
                {
                    break;
                }
                answers.Add(answer);
            }
            return new NodeReply { Answers = [.. answers], Leaving = _leaving };
        }
    }

    // A client that is gone takes its work with it.
    private void Forget()
    {
        foreach ((string key, ClientSession session) in _sessions.Where(one => one.Value.Silence.Elapsed > LongestSilence).ToArray())
        {
            Drop(key, session, [.. session.Open.Keys]);
            _sessions.Remove(key);
        }
    }

    private void Drop(string key, ClientSession session, long[] numbers)
    {
        foreach (long number in numbers)
        {
            if (session.Open.Remove(number, out CancellationTokenSource? lot))
            {
                lot.Cancel();
            }
        }
        for (LinkedListNode<(string Session, Lot Lot)>? at = _waiting.First, next; at is not null; at = next)
        {
            next = at.Next;
            if (at.Value.Session == key && numbers.Contains(at.Value.Lot.Number))
            {
                _waiting.Remove(at);
            }
        }
    }

    private void End(string key, LotAnswer answer)
    {
        // Of a lot that was dropped, nobody waits for the answer.
        if (_sessions.TryGetValue(key, out ClientSession? session) && session.Open.Remove(answer.Number))
        {
            session.Answer(answer);
        }
    }

    private void Work()
    {
        while (true)
        {
            (string key, Lot lot) = ("", null!);
            CancellationToken cancellation;
            lock (_gate)
            {
                while (_waiting.Count == 0)
                {
                    if (_leaving)
                    {
                        return;
                    }
                    Monitor.Wait(_gate);
                }
                (key, lot) = _waiting.First!.Value;
                _waiting.RemoveFirst();
                if (!_sessions.TryGetValue(key, out ClientSession? session) || !session.Open.TryGetValue(lot.Number, out CancellationTokenSource? source))
                {
                    continue;
                }
                cancellation = source.Token;
                _running++;
            }
            LotAnswer answer = Do(lot, cancellation);
            lock (_gate)
            {
                _running--;
                _done += answer.Answers?.Length ?? 0;
                _faults += answer.Fault is null ? 0 : 1;
                End(key, answer);
            }
        }
    }

    private LotAnswer Do(Lot lot, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            IParcelWork work = _open(lot.Parcel);
            double opened = clock.Elapsed.TotalSeconds;
            IReadOnlyList<byte[]> answers = work.Do(lot.Context, lot.Items, cancellation);
            return new LotAnswer { Number = lot.Number, Answers = [.. answers], Seconds = clock.Elapsed.TotalSeconds - opened };
        }
        catch (OperationCanceledException)
        {
            return new LotAnswer { Number = lot.Number };
        }
#pragma warning disable CA1031 // Whatever keeps a node from its work, the client is told, and others do it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            string[] faults = failure is InvalidInputException invalid ? [.. invalid.Faults] : [$"{failure.GetType().Name}: {failure.Message}"];
            return new LotAnswer { Number = lot.Number, Fault = string.Join("; ", faults) };
        }
    }
}
