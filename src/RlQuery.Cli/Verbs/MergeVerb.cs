using System.CommandLine;
using RlQuery.Studies.Evaluation;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery merge</c>: joins the shards of an evaluation.</summary>
internal sealed class MergeVerb : Verb
{
    private readonly Argument<string[]> _shards = new("DIR")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Folder of a shard that 'rlquery evaluate --shard' wrote; all shards of one evaluation, in any order.",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "New folder for the files of the whole evaluation.",
    };

    public MergeVerb(Terminal terminal)
        : base(
            "merge", "Join the shards of an evaluation to the files of one that was not split.",
            "rlquery merge runs/shard-1 runs/shard-2 runs/shard-3 --out runs/results/whole")
    {
        Add(_shards);
        Add(_out);
        SetAction(parsed => EvaluationPrinter.Print(
            EvaluationStudy.Merge(parsed.GetRequiredValue(_shards), parsed.GetRequiredValue(_out), PartsOption.Read(parsed)), terminal));
    }
}
