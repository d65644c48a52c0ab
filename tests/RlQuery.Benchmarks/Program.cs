using System.Globalization;
using BenchmarkDotNet.Running;
using RlQuery.Benchmarks.Micro;
using RlQuery.Benchmarks.Output;
using RlQuery.Benchmarks.Whole;
using RlQuery.Benchmarks.Wide;
using RlQuery.Benchmarks.Workers;
using RlQuery.Benchmarks.Workers.Simulated;
using RlQuery.Core;

const string Usage = """
    compare [--out DIR] [--only TEXT] [--python FILE]   ours and scikit-learn in turns, and all that follows here;
                                                        with --only, just the comparison's rows that contain the text
    steps   [--out DIR]                                 what an environment step costs
    scaling [--out DIR]                                 how cost grows, and its distance to the arithmetic
    train   [--out DIR]                                 steps a second of whole training runs, each in a process of its own
    choose  [--out DIR]                                 a hundred rows of tables up to a million rows: time and memory
    large   [--out DIR]                                 first question and answers of 100,000 x 50, and a query of a million x 20
    embed   [--out DIR]                                 sentences a second, ours and the packages' own encoders in turns
    wide    [--out DIR] [--python FILE]                 queries, refits and training on pools that resemble embedded texts
    stream  [--out DIR] [--policy DIR]                  items of a stream that a second answers, by strategies or a policy
    studio  [--out DIR]                                 what annotators of a page wait for, alone and twenty at once
    workers [--out DIR] [--only scaling|faults|places|simulation|memory] [--runs N]
                                                        evaluations on workers of this machine, also of such that die: bytes compared;
                                                        hundreds of workers that sleep; memory of the client
    micro   [options of BenchmarkDotNet]                whole episodes under BenchmarkDotNet; to be called inside the repository
    """;

const string Python = "/usr/bin/python3";
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
            report.Compare(Option("--python") ?? Python, Option("--only") ?? "");
            if (Option("--only") is null)
            {
                report.Steps();
                report.Scale();
                report.Train();
                report.Choose();
                report.Large();
                report.Embed();
                report.Wide(Option("--python") ?? Python);
                report.Finish();
            }
            return 0;
        case "steps":
            report.Steps();
            return 0;
        case "scaling":
            report.Scale();
            return 0;
        case "train":
            report.Train();
            return 0;
        case "choose":
            report.Choose();
            return 0;
        case "large":
            report.Large();
            return 0;
        case "embed":
            report.Embed();
            return 0;
        case SentenceRun.Verb:
            SentenceRun.Execute(args[1]);
            return 0;
        case "wide":
            report.Wide(Option("--python") ?? Python);
            return 0;
        case WideTraining.Verb:
            WideTraining.Execute(args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
            return 0;
        case "stream":
            report.Stream(Option("--policy"));
            return 0;
        case "studio":
            report.Studio();
            return 0;
        case "workers":
            int runs = int.Parse(Option("--runs") ?? "20", CultureInfo.InvariantCulture);
            var bench = new WorkerBench(Option("--out"));
            if (Option("--only") is null or "scaling")
            {
                bench.Scale(repeats: 3, seeds: 300);
            }
            if (Option("--only") is null or "faults")
            {
                bench.Fail(runs, seeds: 40);
            }
            if (Option("--only") is null or "places")
            {
                bench.FailAround(seeds: 200);
            }
            if (Option("--only") is null or "simulation")
            {
                bench.Write("simulation", Simulation.Run());
            }
            if (Option("--only") is null or "memory")
            {
                bench.Write("memory", MemoryRun.Run());
            }
            return 0;
        case MemoryRun.Verb:
            MemoryRun.Execute(int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture), bool.Parse(args[3]));
            return 0;
        case ClientCost.Verb:
            ClientCost.Execute();
            return 0;
        case StudioRun.Verb:
            await StudioRun.LabelAsync(args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture), args[4]);
            return 0;
        case LabellingRun.Verb:
            LabellingRun.Label(args[1], args[2]);
            return 0;
        case LabellingRun.QueryVerb:
            LabellingRun.Query(args[1], args[2]);
            return 0;
        case TrainingRun.Verb:
            TrainingRun.Execute(int.Parse(args[1], CultureInfo.InvariantCulture));
            return 0;
        case ChoiceRun.Verb:
            ChoiceRun.Execute(int.Parse(args[1], CultureInfo.InvariantCulture));
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
