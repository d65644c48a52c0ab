using System.Diagnostics;
using System.Text;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>A program in a process of its own, which can be killed and signalled, and ends with the test.</summary>
internal sealed class OwnProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public OwnProcess(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The command.</summary>
    public static OwnProcess Command(params string[] args) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "rlquery.dll"), .. args]);

    /// <summary>Waits until it has written something.</summary>
    public void WaitFor(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(2), $"'{text}' is not written: {Output}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Sends a signal of Unix.</summary>
    /// <param name="name">Such as TERM.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public int End()
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromMinutes(3)), Output);
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
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
