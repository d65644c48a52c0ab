using System.CommandLine;
using RlQuery.Studies.Plotting;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery plot</c>: draws again what a folder holds, and overlays several.</summary>
internal sealed class PlotVerb : Verb
{
    private readonly Argument<string[]> _directories = new("DIR")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Folder of a training run (training.csv), of an evaluation (episodes.csv or episodes.csv.gz), or of a reproduced benchmark (seeds.csv). "
            + "Several of one kind are overlaid, in the first.",
    };

    private readonly Option<string[]> _others = new("--with") { HelpName = "DIR", Description = "The same as one more DIR; may be given several times." };

    public PlotVerb(Terminal terminal)
        : base(
            "plot", "Draw reward curves of training runs or the figures of evaluations.",
            "rlquery plot policies/quickstart",
            "rlquery plot runs/dqn-seed-1 runs/dqn-seed-2 runs/dqn-seed-3",
            "rlquery plot results/quickstart")
    {
        Add(_directories);
        Add(_others);
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        foreach (string file in StudyFigures.Draw([.. parsed.GetRequiredValue(_directories), .. parsed.GetValue(_others) ?? []], PartsOption.Read(parsed)))
        {
            terminal.Output.WriteLine(file);
        }
    }
}
