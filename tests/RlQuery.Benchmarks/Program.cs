using RlQuery.Benchmarks.Compare;
using RlQuery.Benchmarks.Problems;
using var reference = new ReferenceProcess("/usr/bin/python3");
using var exchange = new ExchangeFolder();
foreach (IContest c in Contests.All(reference, exchange))
{
    if (args.Length > 1 && !c.Work.Contains(args[1])) { continue; }
    ComparedRow row = Comparison.Run(c);
    Console.WriteLine($"{c.Work}: {row.Ours * 1e6:F1} us, {row.Reference * 1e6:F1} us, {row.Ratio:F1}x of {c.Goal}; {row.Agreement}");
}
