using System.Diagnostics;
using RlQuery.Core;
using RlQuery.Core.Numerics;

namespace RlQuery.Benchmarks.Workers;

/// <summary>One evaluation on three workers, in which something happens at a moment that the number of the run draws.</summary>
/// <param name="run">Number of the run.</param>
/// <param name="cluster">The cluster file.</param>
/// <param name="evaluate">Begins the evaluation with more options.</param>
/// <param name="folder">The folder of the evaluation.</param>
internal sealed class WorkerFault(int run, string cluster, Func<string[], Command> evaluate, string folder) : IDisposable
{
    private const string Killed = "one worker killed";
    private const string TwoKilled = "two workers killed, one comes late";
    private const string Stopped = "one worker stands still for 10 s";
    private const string Client = "client killed and resumed";
    private const string Left = "one worker told to end";

    private static readonly string[] Kinds = [Killed, TwoKilled, Stopped, Client, Left];

    private readonly List<Command> _workers = [];

    /// <summary>What happens.</summary>
    public string Kind => Kinds[run % Kinds.Length];

    /// <summary>Seconds from the first worker that takes part to the fault.</summary>
    public double After { get; } = 3 * new Pcg64((ulong)run, "worker fault").NextDouble();

    /// <summary>Seconds from the start of the client to the end of the evaluation.</summary>
    public double Seconds { get; private set; }

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidInputException">The evaluation failed.</exception>
    public void Run()
    {
        for (int i = 0; i < 3; i++)
        {
            _workers.Add(Begin());
        }
        _workers.ForEach(worker => worker.WaitFor("worker of cluster"));
        var clock = Stopwatch.StartNew();
        Command client = evaluate([]);
        try
        {
            client.WaitFor("takes part");
            Thread.Sleep(TimeSpan.FromSeconds(After));
            client = Happen(client);
            if (client.End() != 0)
            {
                throw new InvalidInputException($"run {run + 1}, {Kind}: the evaluation failed");
            }
        }
        finally
        {
            client.Dispose();
        }
        Seconds = clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => _workers.ForEach(worker => worker.Dispose());

    private Command Begin() => Command.Of("worker", "--cluster", cluster, "--cores", "1");

    private Command Happen(Command client)
    {
        switch (Kind)
        {
            case Killed:
                _workers[0].Signal("KILL");
                return client;
            case TwoKilled:
                _workers[0].Signal("KILL");
                _workers[1].Signal("KILL");
                _workers.Add(Begin());
                return client;
            case Stopped:
                _workers[0].Signal("STOP");
                Thread.Sleep(TimeSpan.FromSeconds(10));
                _workers[0].Signal("CONT");
                return client;
            case Left:
                _workers[0].Signal("TERM");
                return client;
            default:
                client.Signal("KILL");
                client.End();
                client.Dispose();
                // A run that was killed before its first episode left nothing.
                return evaluate(Directory.Exists(folder) ? ["--resume"] : []);
        }
    }
}
