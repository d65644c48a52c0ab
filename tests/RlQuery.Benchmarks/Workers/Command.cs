using System.Diagnostics;
using RlQuery.Core;

namespace RlQuery.Benchmarks.Workers;

/// <summary>A program in a process of its own: the lines that it writes, with their times.</summary>
internal sealed class Command : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<(double Seconds, string Line)> _lines = [];

    public Command(string program, params string[] args)
        : this([], program, args)
    {
    }

    private Command(string[] environment, string program, string[] args)
    {
        _process = new Process { StartInfo = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true } };
        foreach (string[] setting in environment.Select(setting => setting.Split('=', 2)))
        {
            _process.StartInfo.Environment[setting[0]] = setting[1];
        }
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines.Select(line => line.Line)];
            }
        }
    }

    /// <summary>Seconds of processors that it has used.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Folder of the repository.</summary>
    /// <exception cref="InvalidInputException">It is not above this program.</exception>
    public static string Repository
    {
        get
        {
            string? at = AppContext.BaseDirectory;
            while (at is not null && !File.Exists(Path.Combine(at, "RlQuery.sln")))
            {
                at = Path.GetDirectoryName(at);
            }
            return at ?? throw new InvalidInputException("call this inside the repository");
        }
    }

    /// <summary><c>rlquery</c>, as it was built last.</summary>
    public static Command Of(params string[] args) => In([], args);

    /// <summary>The same, with variables of its environment, each as <c>NAME=VALUE</c>.</summary>
    public static Command In(string[] environment, params string[] args) =>
        new(environment, "dotnet", [Path.Combine(Repository, "src", "RlQuery.Cli", "bin", "Release", "net10.0", "rlquery.dll"), .. args]);

    /// <summary>Waits for a line.</summary>
    /// <returns>Seconds from the start of the process to the line.</returns>
    public double WaitFor(string text)
    {
        while (true)
        {
            lock (_lines)
            {
                if (_lines.FirstOrDefault(line => line.Line.Contains(text, StringComparison.Ordinal)) is { Line: not null } found)
                {
                    return found.Seconds;
                }
            }
            if (_process.HasExited || _clock.Elapsed > Longest)
            {
                throw new InvalidInputException($"'{text}' was not written: {string.Join(" / ", _lines.Select(line => line.Line).TakeLast(5))}");
            }
            Thread.Sleep(10);
        }
    }

    /// <summary>Sends a signal of Unix.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public int End()
    {
        if (!_process.WaitForExit(Longest))
        {
            throw new InvalidInputException("a command does not end");
        }
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private void Add(string? line)
    {
        lock (_lines)
        {
            _lines.Add((_clock.Elapsed.TotalSeconds, line ?? ""));
        }
    }
}
