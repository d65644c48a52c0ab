using System.CommandLine;
using RlQuery.Core;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Standard;

namespace RlQuery.Cli;

/// <summary><c>--parts</c>, which every verb has.</summary>
internal static class PartsOption
{
    private const string Name = "--parts";

    public static Option<string[]> Create() => new(Name)
    {
        HelpName = "FILE.dll",
        Description = "Assembly with signals, strategies, learners, rewards, metrics, agents and other parts of your own, which can be named as "
            + "all others are; may be given several times. Its code is run.",
        Recursive = true,
    };

    /// <summary>All parts that a command line may name.</summary>
    public static Parts Read(ParseResult parsed) =>
        (parsed.GetValue<string[]>(Name) ?? []).Aggregate(StudyParts.Create(), (parts, file) => parts.WithAssembly(file));
}
