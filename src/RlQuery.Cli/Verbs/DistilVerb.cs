using System.CommandLine;
using RlQuery.Core;
using RlQuery.Studies;
using RlQuery.Studies.Distillation;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery distil</c>: makes a policy into a rule and a tree that a person can read.</summary>
internal sealed class DistilVerb : Verb
{
    private readonly Argument<string> _environment = new("ENV.json")
    {
        Description = "Environment file: its training problems are played, its evaluation sets measured on.",
    };

    private readonly Option<string> _policy = new("--policy") { HelpName = "DIR", Required = true, Description = "Folder of the learned policy." };
    private readonly Option<string> _episodes = new("--episodes")
    {
        HelpName = "N",
        Description = "Problems that the policy plays to teach; as many others are measured on. Default: 400.",
    };

    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of the problems. Default: 1." };
    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "N",
        Description = "Number of threads; results do not depend on it. Default: one for each processor.",
    };

    private readonly EncoderOptions _encoders = new();
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "New folder for the policies 'rule' and 'tree' and for distil.csv, which says what each costs.",
    };

    public DistilVerb(Terminal terminal)
        : base(
            "distil", "Make a learned policy into a rule in words and a small decision tree, and say what each costs.",
            "rlquery distil environments/general.json --policy policies/general --out runs/distil/general",
            "rlquery distil environments/quickstart.json --policy quickstart --episodes 100 --out runs/distil/quickstart")
    {
        Add(_environment);
        foreach (Option option in (Option[])[_policy, _episodes, _seed, _jobs, _encoders.NoCache, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        var options = new DistillationOptions
        {
            Environment = parsed.GetRequiredValue(_environment),
            Policy = parsed.GetRequiredValue(_policy),
            Out = parsed.GetRequiredValue(_out),
            Parts = parts,
            Featurizer = EncoderOptions.Create(null, parts, _encoders.Options(parsed, terminal), faults),
            Episodes = faults.Whole("episodes", parsed.GetValue(_episodes), Limits.Distilled),
            Seed = faults.Whole("seed", parsed.GetValue(_seed), Limits.Seed),
            Jobs = faults.Whole("jobs", parsed.GetValue(_jobs), Limits.Jobs),
        };
        using DistillationStudy? study = faults.Collect(() => DistillationStudy.Open(options));
        faults.ThrowIfAny();
        Print(study!.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);
    }

    private static void Print(DistillationResults results, Terminal terminal)
    {
        terminal.Output.WriteLine(results.Rule.Count > 0
            ? "the rule, largest weight first: within the shortlist, it prefers"
            : "the rule: all candidates have one score, so the first of the shortlist is taken");
        foreach (string line in results.Rule)
        {
            terminal.Output.WriteLine($"  {line}");
        }
        terminal.Write(DistillationTables.Costs(results));
        terminal.Output.WriteLine(
            $"rule: {Path.Combine(results.Folder, "rule")}; tree of {results.Leaves} leaves: {Path.Combine(results.Folder, "tree")}; each has a CARD.md");
    }
}
