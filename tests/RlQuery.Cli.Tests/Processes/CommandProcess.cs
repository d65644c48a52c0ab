using System.Diagnostics;
using RlQuery.Cli.Verbs;

namespace RlQuery.Cli.Tests.Processes;

/// <summary>The command in a process of its own, which can be killed and signalled; it reads nothing.</summary>
internal sealed class CommandProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public CommandProcess(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in (string[])[typeof(CommandLine).Assembly.Location, .. args])
        {
            start.ArgumentList.Add(arg);
        }
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Waits until something is so, or the process has ended.</summary>
    /// <returns>Whether it came to be so.</returns>
    public bool WaitFor(Func<bool> isSo)
    {
        while (!isSo())
        {
            if (_process.HasExited)
            {
                return isSo();
            }
            Thread.Sleep(10);
        }
        return true;
    }

    /// <summary>Kills it as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal of Unix.</summary>
    /// <param name="name">Such as HUP.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public CommandRun End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        return new CommandRun(_process.ExitCode, _output.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }
}
