using System.CommandLine;

namespace RlQuery.Cli.Labelling;

/// <summary>Options that say what chooses the rows to label.</summary>
internal sealed class ChooserOptions
{
    /// <summary><c>--policy</c>.</summary>
    public Option<string> Policy { get; } = new("--policy") { HelpName = "DIR", Description = "Folder of a learned policy that chooses the rows." };

    /// <summary><c>--allow-out-of-range</c>.</summary>
    public Option<bool> AllowOutOfRange { get; } = new(AdvisedRange.AllowOption)
    {
        Description = "Let the policy choose even where the table is out of the range of what it was trained on. Default: the task's default heuristic "
            + "chooses there.",
    };

    /// <summary><c>--strategy</c>.</summary>
    public Option<string> Strategy { get; } = new("--strategy")
    {
        HelpName = "NAME",
        Description = $"Strategy (see 'rlquery list strategies') that chooses the rows. Default: {PartsHelp.ByTask(TaskChoice.DefaultStrategy)}.",
    };

    /// <summary><c>--learner</c>.</summary>
    public Option<string> Learner { get; } = new("--learner")
    {
        HelpName = "NAME",
        Description = $"Learner (see 'rlquery list learners') beside a strategy. Default: {PartsHelp.Learners}.",
    };
}
