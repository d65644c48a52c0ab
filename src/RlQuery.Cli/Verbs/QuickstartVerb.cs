using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Training;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery quickstart</c>: trains, evaluates and plots on the bundled data, with nothing to choose.</summary>
internal sealed class QuickstartVerb : Verb
{
    private const string Agent = "dqn";
    // 41 rounds fit, with what is measured before them.
    private const int Steps = 240_000;

    private static readonly SeedRange UsualSeeds = new(0, 20);
    private static readonly string PolicyFolder = Path.Combine("runs", "policies", "quickstart");
    private static readonly string ResultFolder = Path.Combine("runs", "results", "quickstart");

    private readonly Option<string> _seeds = EvaluationSeeds.Create($"{UsualSeeds}");
    private readonly Option<bool> _force = new("--force") { Description = "Train again, even if the policy exists." };

    public QuickstartVerb(Terminal terminal)
        : base(
            "quickstart", "Train a policy on the bundled data, evaluate it on data that it never saw, and draw the figures.",
            "rlquery quickstart")
    {
        Add(_seeds);
        Add(_force);
        SetAction(parsed => Execute(Seeds(parsed), parsed.GetValue(_force), PartsOption.Read(parsed), terminal));
    }

    private SeedRange Seeds(ParseResult parsed)
    {
        var faults = new Faults();
        SeedRange? seeds = parsed.GetValue(_seeds) is string text ? SeedRange.Parse(text, faults) : UsualSeeds;
        faults.ThrowIfAny();
        return seeds!.Value;
    }

    private static int Execute(SeedRange seeds, bool force, Parts parts, Terminal terminal)
    {
        using var policy = OutputLock.Take(PolicyFolder);
        string file = Path.Combine(EnvironmentsFolder.Locate(), "quickstart.json");
        if (force)
        {
            TrainingFolder.Restart(PolicyFolder);
        }
        // A stopped run continues; a finished one stays unchanged.
        var options = new TrainerOptions
        {
            Out = PolicyFolder,
            Seed = 1,
            Steps = Steps,
            Resume = Directory.Exists(PolicyFolder),
            Device = TorchRuntime.Initialize("cpu"),
        };
        var training = new TrainingRun(LoadedEnvironment.Read(file, parts, new MixedTableFeaturizer()), Agent, options) { Lock = policy };
        TrainVerb.Print(training.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);

        using var study = EvaluationStudy.Open(new EvaluationOptions
        {
            Environments = [file],
            Parts = parts,
            Policies = [PolicyFolder],
            Seed = seeds.First,
            Repeats = seeds.Count,
            Out = ResultFolder,
            Replace = true,
        });
        return EvaluationPrinter.Print(study.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);
    }
}
