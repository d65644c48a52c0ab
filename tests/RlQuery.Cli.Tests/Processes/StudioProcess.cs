using System.Diagnostics;
using RlQuery.Cli.Verbs;

namespace RlQuery.Cli.Tests.Processes;

/// <summary><c>rlquery studio</c> in a process of its own, which can be killed and signalled.</summary>
internal sealed class StudioProcess : IDisposable
{
    private readonly Process _process;

    public StudioProcess(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in (string[])[typeof(CommandLine).Assembly.Location, "studio", .. args])
        {
            start.ArgumentList.Add(arg);
        }
        _process = Process.Start(start)!;
        string[] links = [.. Read().TakeWhile(line => line.Contains("http://", StringComparison.Ordinal))];
        Links = [.. links.Select(line => new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]))];
        if (Links.Count == 0)
        {
            throw new InvalidOperationException(_process.StandardError.ReadToEnd());
        }
    }

    /// <summary>The links that it has printed.</summary>
    public IReadOnlyList<Uri> Links { get; }

    /// <summary>Kills it as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends SIGTERM and waits for the end. SIGINT would not do: what a script starts in the background ignores it.</summary>
    /// <returns>Its exit code, and all that it has written since it began.</returns>
    public (int Code, string Output, string Error) End()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            kill.WaitForExit();
        }
        if (!_process.WaitForExit(TimeSpan.FromMinutes(1)))
        {
            _process.Kill();
        }
        string output = _process.StandardOutput.ReadToEnd();
        string error = _process.StandardError.ReadToEnd();
        _process.WaitForExit();
        return (_process.ExitCode, output, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    private IEnumerable<string> Read()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
