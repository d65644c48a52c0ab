using System.Diagnostics;
using System.Text.Json;
using RlQuery.Core;

namespace RlQuery.Benchmarks.Whole;

/// <summary>A piece of work in a process of its own, from the start of the runtime to the end of the work, compiled as the <c>rlquery</c> command is.</summary>
internal static class OwnProcess
{
    /// <summary>Starts this command with other arguments.</summary>
    /// <param name="arguments">A verb that ends in <see cref="Report"/>, and its arguments.</param>
    public static WholeCost Run(params string[] arguments) => JsonSerializer.Deserialize<WholeCost>(Output(arguments))!;

    /// <summary>What this command prints when it is started with other arguments.</summary>
    /// <param name="arguments">A verb and its arguments.</param>
    public static string Output(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        // The settings of RlQuery.Cli.csproj.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidInputException($"{string.Join(' ', arguments)}: ended with exit code {process.ExitCode}");
    }

    /// <summary>Prints what this process has used so far.</summary>
    /// <param name="done">Units of work that were done.</param>
    /// <param name="work">Processor seconds of the work itself.</param>
    public static void Report(long done, double work)
    {
        using Process self = Process.GetCurrentProcess();
        double elapsed = (DateTime.Now - self.StartTime).TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new WholeCost(done, elapsed, ProcessorTime.Now, work, self.PeakWorkingSet64)));
    }
}
