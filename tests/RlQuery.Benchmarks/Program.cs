using BenchmarkDotNet.Running;
using RlQuery.Benchmarks.Micro;
using RlQuery.Benchmarks.Output;
using RlQuery.Core;

const string Usage = """
    compare [--out DIR] [--only TEXT] [--python FILE]   ours and scikit-learn in turns, steps, growth, distance to the arithmetic;
                                                        with --only, just the comparison's rows that contain the text
    steps   [--out DIR]                                 what an environment step costs
    scaling [--out DIR]                                 how cost grows, and its distance to the arithmetic
    micro   [options of BenchmarkDotNet]                whole episodes under BenchmarkDotNet
    """;

string verb = args.FirstOrDefault() ?? "";
if (verb == "micro")
{
    BenchmarkSwitcher.FromAssembly(typeof(EpisodeBenchmarks).Assembly).Run(args[1..]);
    return 0;
}
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
var report = new SpeedReport(Option("--out"), Console.Out);
try
{
    switch (verb)
    {
        case "compare":
            report.Compare(Option("--python") ?? "/usr/bin/python3", Option("--only") ?? "");
            if (Option("--only") is null)
            {
                report.Steps();
                report.Scale();
                report.Finish();
            }
            return 0;
        case "steps":
            report.Steps();
            return 0;
        case "scaling":
            report.Scale();
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (InvalidInputException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
