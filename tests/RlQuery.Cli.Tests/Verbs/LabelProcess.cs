using System.Diagnostics;
using System.Text.RegularExpressions;
using RlQuery.Cli.Verbs;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>The command in a process of its own, which can be killed; it answers each question by its row.</summary>
internal sealed partial class LabelProcess : IDisposable
{
    private readonly Process _process;

    public LabelProcess(params string[] args)
        : this(new ProcessStartInfo("dotnet"), [], ["label", .. args])
    {
    }

    private LabelProcess(ProcessStartInfo start, string[] before, string[] args)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (string arg in (string[])[.. before, typeof(CommandLine).Assembly.Location, .. args])
        {
            start.ArgumentList.Add(arg);
        }
        _process = Process.Start(start)!;
    }

    /// <summary>An import into a session.</summary>
    public static LabelProcess OfImport(string session, string file) => new(new ProcessStartInfo("dotnet"), [], ["session", "import", session, file]);

    /// <summary>Where no file may grow beyond so many blocks of 512 bytes.</summary>
    public static LabelProcess WithFileLimit(int blocks, params string[] args)
    {
        var start = new ProcessStartInfo("sh");
        // The runtime itself needs a large file for this, which it does without.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new LabelProcess(start, ["-c", $"ulimit -f {blocks} && exec dotnet \"$@\"", "sh"], ["label", .. args]);
    }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Rows that were asked for, and what was said to be stored, in their order.</summary>
    public List<string> Asked { get; } = [];

    public List<string> Stored { get; } = [];

    /// <summary>Answers until so many lines have said that an answer is stored, or the process has ended.</summary>
    public void Answer(int most)
    {
        while (Stored.Count < most && _process.StandardOutput.ReadLine() is { } line)
        {
            if (Question().Match(line) is { Success: true } question)
            {
                Asked.Add(question.Groups[1].Value);
                int row = int.Parse(question.Groups[1].Value, null);
                Send(question.Groups[2].Success ? Truth(row, int.Parse(question.Groups[2].Value, null)) : Truth(row));
            }
            else if (Acknowledged().IsMatch(line))
            {
                Stored.Add(line);
            }
        }
    }

    /// <summary>Kills it as kill -9 does after some milliseconds, and reads what it still had said.</summary>
    public void Kill(int milliseconds)
    {
        _process.WaitForExit(milliseconds);
        _process.Kill();
        _process.WaitForExit();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (Acknowledged().IsMatch(line))
            {
                Stored.Add(line);
            }
        }
    }

    /// <summary>Kills it as soon as something is so, or waits until it has ended by itself.</summary>
    /// <returns>Whether it was killed.</returns>
    public bool KillWhen(Func<bool> isSo)
    {
        while (!_process.HasExited)
        {
            if (isSo())
            {
                _process.Kill();
                _process.WaitForExit();
                return true;
            }
        }
        return false;
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code and what it said of faults.</returns>
    public (int ExitCode, string Error) End()
    {
        string error = _process.StandardError.ReadToEnd();
        _process.WaitForExit();
        return (_process.ExitCode, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    /// <summary>What the row is answered with.</summary>
    public static string Truth(int row) => row % 7 == 0 ? "s" : row % 2 == 0 ? "no" : "yes";

    /// <summary>What a pair of rows is answered with.</summary>
    private static string Truth(int first, int second) => (first + second) % 7 == 0 ? "s" : first % 3 == second % 3 ? "same" : "different";

    private void Send(string answer)
    {
        try
        {
            _process.StandardInput.WriteLine(answer);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended by itself.
        }
    }

    [GeneratedRegex(@"^question \d+: rows? (\d+)(?: and (\d+))?")]
    private static partial Regex Question();

    [GeneratedRegex(@"^rows? \d+( and \d+)? (= |skipped)")]
    private static partial Regex Acknowledged();
}
