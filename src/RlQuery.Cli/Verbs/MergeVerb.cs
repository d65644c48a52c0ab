using System.CommandLine;
using RlQuery.Studies;
using RlQuery.Studies.Grids;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery merge</c>: joins the shards of an evaluation.</summary>
internal sealed class MergeVerb : Verb
{
    private readonly Argument<string[]> _shards = new("DIR") { Arity = ArgumentArity.OneOrMore, Description = "Folder of a shard that 'rlquery evaluate --shard' wrote; all shards of one evaluation, in any order." };
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "New folder for what one evaluation of the whole would have written." };

    public MergeVerb(Terminal terminal)
        : base(
            "merge", "Join the shards of an evaluation to the files of one that was not split.",
            "rlquery merge runs/shard-1 runs/shard-2 runs/shard-3 --out runs/results/whole")
    {
        Add(_shards);
        Add(_out);
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        string[] folders = parsed.GetRequiredValue(_shards);
        JournalContent?[] contents = [.. folders.Select(folder => faults.Collect(() => Read(folder)))];
        OutputFolder? output = faults.Collect(() => new OutputFolder(parsed.GetRequiredValue(_out)));
        faults.ThrowIfAny();

        (EvaluationSettings settings, EvaluationResult result) = ShardMerge.Join([.. folders.Zip(contents, (folder, content) => (folder, content!))]);
        output!.Probe();
        var report = new EvaluationReport(settings, result);
        output.Write(report.Write);
        return report.Print(terminal, output.Target);
    }

    private static JournalContent Read(string folder) => File.Exists(Path.Combine(folder, EpisodeJournal.Name))
        ? JournalContent.Read(Path.Combine(folder, EpisodeJournal.Name))
        : throw new Core.InvalidInputException($"{folder}: {(Directory.Exists(folder) ? "holds no shard" : "there is no such folder")}");
}
