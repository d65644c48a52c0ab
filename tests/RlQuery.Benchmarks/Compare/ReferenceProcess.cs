using System.Diagnostics;
using System.Text.Json;
using RlQuery.Core;

namespace RlQuery.Benchmarks.Compare;

/// <summary>The other side: <c>reference.py</c> in a process of its own, on one thread, which waits between requests and takes no time then.</summary>
internal sealed class ReferenceProcess : IDisposable
{
    private static readonly string[] ThreadCounts = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"];

    private readonly Process _process;

    public ReferenceProcess(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "reference.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string name in ThreadCounts)
        {
            start.Environment[name] = "1";
        }
        _process = Process.Start(start) ?? throw new InvalidInputException($"python: '{python}' did not start");
    }

    /// <summary>Asks for a piece of work.</summary>
    /// <param name="request">Name of the work and its arguments, as <c>reference.py</c> takes them.</param>
    public JsonElement Ask(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidInputException("python: the reference stopped; it needs numpy, scipy and scikit-learn (Debian: python3-sklearn)");
        return JsonDocument.Parse(answer).RootElement;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
