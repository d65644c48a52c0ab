using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Studies;
using RlQuery.Studies.Training;

namespace RlQuery.Cli;

/// <summary><c>rlquery train range</c>: writes the range of a policy that was trained before, and nothing else of it.</summary>
internal sealed class RangeSubverb : Verb
{
    private readonly Argument<string> _environment = new("ENV.json") { Description = "Environment file in which the policy was trained." };
    private readonly Option<string> _policy = new("--policy") { HelpName = "DIR", Required = true, Description = "Folder of the policy." };
    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "N",
        Description = "Number of threads; the range does not depend on it. Default: one for each processor.",
    };

    private readonly EncoderOptions _encoders = new();

    public RangeSubverb(Terminal terminal)
        : base(
            "range", $"Write {PolicyRange.FileName} of a policy that was trained before: what it was trained on.",
            "rlquery train range environments/quickstart.json --policy runs/policies/mine")
    {
        Add(_environment);
        foreach (Option option in (Option[])[_policy, _jobs, _encoders.NoCache])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string folder = PolicyFolder.Locate(parsed.GetRequiredValue(_policy));
        var faults = new Faults();
        using OutputLock taken = OutputLock.Take(folder);
        Parts parts = PartsOption.Read(parsed);
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(
            parsed.GetRequiredValue(_environment), parts, EncoderOptions.Create(null, parts, _encoders.Options(parsed, terminal), faults)));
        faults.Note(environment?.Notes ?? []);
        // Its old range may be what is damaged.
        PolicyDocument? document = faults.Collect(() => PolicyReader.ReadDocument(folder));
        LearnedPolicy? policy = document is null ? null : faults.Collect(() => PolicyReader.Load(folder, parts));
        if (environment is not null)
        {
            faults.Collect(() => environment.TrainingProblems);
            if (document is not null && document.Environment.Hash != environment.Hash)
            {
                faults.Add($"policy: {folder} was trained in another environment than {environment.Name} as it is now; give the file that it was trained in");
            }
        }
        int jobs = faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, Environment.ProcessorCount);
        faults.ThrowIfAny();

        RangeMeasure.Of(environment!, policy!, document!, jobs, new ProgressDisplay(terminal), terminal.Cancellation).Write(folder);
        terminal.Output.WriteLine($"range: {Path.Combine(folder, PolicyRange.FileName)}");
    }
}
