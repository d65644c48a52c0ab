using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Evaluation;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery plot</c>: draws again what a folder holds, and overlays several.</summary>
internal sealed class PlotVerb : Verb
{
    private readonly Argument<string[]> _directories = new("DIR") { Arity = ArgumentArity.OneOrMore, Description = "Folder of a training run (training.csv), of an evaluation (episodes.csv or episodes.csv.gz), or of a reproduced benchmark (seeds.csv). Several of one kind are overlaid, in the first." };
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
        string[] folders = [.. parsed.GetRequiredValue(_directories), .. parsed.GetValue(_others) ?? []];
        string folder = folders[0];
        if (folders.Length == 1 && Holds(folder, ReproductionFigure.Table))
        {
            Print(ReproductionFigure.Create(folder).Save(folder, ReproductionFigure.Name), terminal);
            return;
        }
        if (folders.Length == 1 && Learners(folder) is { Length: > 0 } learners)
        {
            Print([.. learners.SelectMany(DrawEvaluation), .. DrawGrid(folder), .. Report(folder)], terminal);
            return;
        }
        CheckFolders(folders);
        Print(
            Holds(folder, TrainingLog.Name) ? TrainingFigure.Save(folders, folder)
            : folders.Length == 1 ? DrawEvaluation(folder)
            : EvaluationFigure.Create(folders).Save(folder, EvaluationFigure.Name + "-overlaid"),
            terminal);
    }

    /// <summary>The folders of an evaluation's learners, where it has several.</summary>
    private static string[] Learners(string folder) => !Holds(folder, EvaluationManifest.Name) || EpisodesFile.IsIn(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder).Where(learner => EpisodesFile.IsIn(learner)).Order(StringComparer.Ordinal)];

    // The report is made from the files that are there, and holds the figures.
    private static IReadOnlyList<string> DrawEvaluation(string folder) => [.. EvaluationFigures.Save(folder), .. Report(folder)];

    private static IReadOnlyList<string> DrawGrid(string folder) => GainsFigure.Create(folder)?.Save(folder, GainsFigure.Name) ?? [];

    private static IReadOnlyList<string> Report(string folder) => ReportFile.CanWrite(folder) ? [ReportFile.Save(folder)] : [];

    private static void Print(IReadOnlyList<string> files, Terminal terminal)
    {
        foreach (string file in files)
        {
            terminal.Output.WriteLine(file);
        }
    }

    private static bool Holds(string folder, string file) => File.Exists(Path.Combine(folder, file));

    private static void CheckFolders(string[] folders)
    {
        string kind = Holds(folders[0], TrainingLog.Name) ? TrainingLog.Name : EpisodesFile.Name;
        List<string> faults = [];
        foreach (string folder in folders)
        {
            if (!Directory.Exists(folder))
            {
                faults.Add($"{folder}: there is no such folder");
            }
            else if (!Holds(folder, TrainingLog.Name) && !EpisodesFile.IsIn(folder))
            {
                faults.Add($"{folder}: holds neither {TrainingLog.Name} nor {EpisodesFile.Name}");
            }
            else if (!(kind == TrainingLog.Name ? Holds(folder, kind) : EpisodesFile.IsIn(folder)))
            {
                faults.Add($"{folder}: holds no {kind}, which {folders[0]} does; overlay folders of one kind");
            }
        }
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }
}
