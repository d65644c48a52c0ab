using System.Diagnostics;
using RlQuery.Cli.Verbs;

namespace RlQuery.Cli.Tests;

/// <summary>The command in a process of its own that may not take more than 2 GB.</summary>
internal static class BoundedProcess
{
    private const long MostMemory = 2_000_000_000;

    public static (int Code, string Output) Run(out string error, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = MostMemory.ToString("x", null);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> told = process.StandardError.ReadToEndAsync();
        long most = 0;
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            try
            {
                most = Math.Max(most, process.WorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has ended since.
            }
        }
        error = told.Result;
        Assert.InRange(most, 0, MostMemory);
        return (process.ExitCode, output.Result);
    }
}
