using System.Diagnostics;
using RlQuery.Core;

namespace RlQuery.Benchmarks.Workers;

/// <summary>One evaluation on three workers, in which something happens around them: to their store, their network or a disk.</summary>
/// <param name="kind">One of <see cref="Kinds"/>.</param>
/// <param name="folder">A folder for what it needs.</param>
/// <param name="evaluate">Begins the evaluation on the cluster of a file.</param>
internal sealed class PlaceFault(string kind, string folder, Func<string, Command> evaluate) : IDisposable
{
    private const string StoreKept = "store killed, begun again after 2 s with its data";
    private const string StoreLost = "store killed, begun again after 2 s without its data";
    private const string StoreCut = "network to the store cut for 10 s";
    private const string FullDisk = "disk of one worker full";

    private static readonly TimeSpan CutTime = TimeSpan.FromSeconds(10);

    private readonly List<IDisposable> _all = [];
    private string? _mounted;

    /// <summary>What can happen.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [FullDisk, StoreKept, StoreLost, StoreCut];

    /// <summary>Seconds from the start of the client to its end.</summary>
    public double Seconds { get; private set; }

    /// <summary>What the client said about it; empty if it noticed nothing.</summary>
    public string Told { get; private set; } = "";

    /// <summary>The exit code of the client.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Runs it.</summary>
    public void Run()
    {
        (string cluster, Action happen) = Prepare();
        List<Command> workers = [];
        for (int i = 0; i < 3; i++)
        {
            string[] environment = kind == FullDisk && i == 0 ? [$"TMPDIR={Small()}"] : [];
            workers.Add(Keep(Command.In(environment, "worker", "--cluster", cluster, "--cores", "1")));
        }
        workers.ForEach(worker => worker.WaitFor("worker of cluster"));
        var clock = Stopwatch.StartNew();
        Command client = Keep(evaluate(cluster));
        client.WaitFor("evaluate: 10 %");
        happen();
        ExitCode = client.End();
        Seconds = clock.Elapsed.TotalSeconds;
        string[] words = [" is gone", "left out", "error"];
        Told = string.Join(" / ", client.Lines.Where(line => words.Any(word => line.Contains(word, StringComparison.Ordinal))).Distinct())
            .Replace(folder, "DIR", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _all.Reverse();
        _all.ForEach(one => one.Dispose());
        if (_mounted is not null)
        {
            using var unmount = new Command("umount", "--lazy", _mounted);
            unmount.End();
        }
    }

    private (string Cluster, Action Happen) Prepare()
    {
        Directory.CreateDirectory(folder);
        RedisStore store = Keep(new RedisStore(Path.Combine(folder, "redis"), keeps: kind == StoreKept));
        CutProxy proxy = Keep(new CutProxy(store.Port));
        string cluster = Path.Combine(folder, "cluster.json");
        File.WriteAllText(
            cluster, $$"""{ "id": "fault", "store": "redis", "server": "127.0.0.1:{{(kind == StoreCut ? proxy.Port : store.Port)}}" }""");
        return (cluster, kind switch
        {
            StoreCut => () => proxy.Cut(CutTime),
            FullDisk => AlreadyFull,
            _ => store.Restart,
        });
    }

    private static void AlreadyFull()
    {
    }

    private string Small()
    {
        _mounted = Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;
        using var mount = new Command("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", _mounted);
        return mount.End() == 0 ? _mounted : throw new InvalidInputException("a small disk can be made by root alone");
    }

    private T Keep<T>(T one)
        where T : IDisposable
    {
        _all.Add(one);
        return one;
    }
}
