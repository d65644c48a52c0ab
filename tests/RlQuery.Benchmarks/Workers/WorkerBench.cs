using System.Globalization;
using RlQuery.Benchmarks.Output;
using RlQuery.Core;

namespace RlQuery.Benchmarks.Workers;

/// <summary>Evaluations on workers of this machine, beside the same evaluation without any.</summary>
/// <param name="folder">Where the tables go; null for nowhere.</param>
internal sealed class WorkerBench(string? folder)
{
    private const double MeasuredShare = 0.8;

    private static readonly string[] Evaluation =
    [
        "--strategy", "random", "--strategy", "margin", "--strategy", "entropy", "--strategy", "density",
        "--data", "iris", "--data", "wine", "--data", "diabetes",
        "--data", "breast-cancer-wisconsin", "--budget", "40",
    ];

    private readonly string _place = Directory.CreateTempSubdirectory("rlquery-bench-").FullName;

    /// <summary>How many episodes a second one and two workers of one core play, and what they cost in processor time.</summary>
    /// <param name="repeats">How often each is measured.</param>
    /// <param name="seeds">Seeds of the evaluation.</param>
    public void Scale(int repeats, int seeds)
    {
        using Command store = Redis(out string cluster);
        var rows = new List<string[]>();
        for (int repeat = 1; repeat <= repeats; repeat++)
        {
            for (int workers = 0; workers <= 2; workers++)
            {
                rows.Add([$"{repeat}", .. Measure(workers, cluster, seeds, $"scale-{repeat}-{workers}")]);
            }
        }
        Write("scaling", new Table(["run", "workers", "episodes", "episodes_per_second", "processor_ms_per_episode", "load", "same_bytes"], rows));
    }

    /// <summary>Evaluations in which something dies, each compared with the bytes of one machine.</summary>
    /// <param name="runs">Number of runs; kinds of faults take turns.</param>
    /// <param name="seeds">Seeds of the evaluation.</param>
    public void Fail(int runs, int seeds)
    {
        using Command store = Redis(out string cluster);
        using (Command whole = Evaluate("faults-whole", seeds, ["--jobs", "1"]))
        {
            Require(whole.End() == 0, "an evaluation without workers failed");
        }
        var rows = new List<string[]>();
        for (int run = 0; run < runs; run++)
        {
            using var fault = new WorkerFault(run, cluster, more => Evaluate($"fault-{run}", seeds, ["--cluster", cluster, .. more]), At($"fault-{run}"));
            fault.Run();
            rows.Add([$"{run + 1}", fault.Kind, Number(fault.After), Number(fault.Seconds), Same("faults-whole", $"fault-{run}")]);
        }
        Write("faults", new Table(["run", "fault", "after_s", "seconds", "same_bytes"], rows));
    }

    /// <summary>Evaluations in which something happens to the store, the network or a disk, each compared with the bytes of one machine.</summary>
    /// <param name="seeds">Seeds of the evaluation.</param>
    public void FailAround(int seeds)
    {
        using (Command whole = Evaluate("places-whole", seeds, ["--jobs", "1"]))
        {
            Require(whole.End() == 0, "an evaluation without workers failed");
        }
        var rows = new List<string[]>();
        foreach (string kind in PlaceFault.Kinds)
        {
            string name = $"place-{rows.Count}";
            using var fault = new PlaceFault(kind, At($"{name}-files"), cluster => Evaluate(name, seeds, ["--cluster", cluster]));
            fault.Run();
            rows.Add([kind, Number(fault.Seconds), $"{fault.ExitCode}", fault.ExitCode == 0 ? Same("places-whole", name) : "", fault.Told]);
            Console.Error.WriteLine(string.Join(" | ", rows[^1]));
        }
        Write("places", new Table(["fault", "seconds", "exit_code", "same_bytes", "told"], rows));
    }

    /// <summary>Prints a table, and writes it.</summary>
    /// <param name="name">Name of its file.</param>
    /// <param name="table">The table.</param>
    public void Write(string name, Table table)
    {
        Console.WriteLine(table.ToMarkdown());
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{name}.csv"), table.ToCsv());
        }
    }

    private string[] Measure(int workers, string cluster, int seeds, string name)
    {
        Command[] all = [.. Enumerable.Range(0, workers).Select(_ => Worker(cluster))];
        Array.ForEach(all, worker => worker.WaitFor("worker of cluster"));
        string load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        using Command client = Evaluate(name, seeds, workers == 0 ? ["--jobs", "1"] : ["--cluster", cluster]);
        double from = client.WaitFor("evaluate: 20 %");
        // By then everything is compiled.
        double Used() => client.ProcessorSeconds + all.Sum(worker => worker.ProcessorSeconds);
        double before = Used();
        double until = client.WaitFor("evaluate: 100 %");
        double used = Used() - before;
        Require(client.End() == 0, "an evaluation failed");
        foreach (Command worker in all)
        {
            worker.Signal("TERM");
            Require(worker.End() == 0, "a worker failed");
            worker.Dispose();
        }
        int episodes = 4 * 4 * seeds;
        return
        [
            $"{workers}", $"{episodes}", Number(MeasuredShare * episodes / (until - from)), Number(1e3 * used / (MeasuredShare * episodes)),
            load, Same("scale-1-0", name),
        ];
    }

    private static Command Worker(string cluster) => Command.Of("worker", "--cluster", cluster, "--cores", "1");

    private Command Evaluate(string name, int seeds, string[] more) => Command.Of(
    [
        "evaluate", Path.Combine(Command.Repository, "environments", "tabular.json"), .. Evaluation, "--seeds", $"0-{seeds - 1}", "--out", At(name), .. more,
    ]);

    private Command Redis(out string cluster)
    {
        int port = RedisStore.FreePort();
        File.WriteAllText(cluster = At("cluster.json"), $$"""{ "id": "bench", "store": "redis", "server": "127.0.0.1:{{port}}" }""");
        var server = new Command("redis-server", "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--dir", _place);
        server.WaitFor("Ready to accept connections");
        return server;
    }

    private string At(string name) => Path.Combine(_place, name);

    private string Same(string one, string other)
    {
        string[] files = [.. Directory.GetFiles(At(one)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        bool same = files.SequenceEqual(Directory.GetFiles(At(other)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal))
            && files.All(file => File.ReadAllBytes(Path.Combine(At(one), file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(At(other), file))));
        return same ? "yes" : "no";
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new InvalidInputException(otherwise);
        }
    }
}
