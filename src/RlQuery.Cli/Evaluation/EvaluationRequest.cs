using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Environments;

namespace RlQuery.Cli;

/// <summary>What is to be evaluated, as options say it, or an experiment file where an option does not: names and texts that nobody has looked at yet.</summary>
internal sealed record EvaluationRequest
{
    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<string> Data { get; init; }

    public required string? Target { get; init; }

    public required string? Schema { get; init; }

    public required IReadOnlyList<string> Learners { get; init; }

    public required IReadOnlyList<string> Strategies { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    public required IReadOnlyList<string> Metrics { get; init; }

    public required IReadOnlyList<string> Stops { get; init; }

    public required IReadOnlyList<string> Reach { get; init; }

    public required string? Split { get; init; }

    public required string? Repeats { get; init; }

    public required string? Seed { get; init; }

    public required string? Budget { get; init; }

    public required bool Controls { get; init; }

    public required bool AllowSeen { get; init; }

    public required string? Attention { get; init; }

    /// <summary>This request where it says something, and elsewhere what the experiment file says that its one environment is.</summary>
    /// <exception cref="InvalidInputException">The experiment cannot be read, or is not alone.</exception>
    public EvaluationRequest WithExperiment()
    {
        if (Environments.FirstOrDefault(ExperimentFile.Is) is not string file)
        {
            return this;
        }
        if (Environments.Count > 1)
        {
            throw new InvalidInputException($"{file}: an experiment is evaluated alone; name the other files in its environments");
        }
        ExperimentDefinition told = ExperimentFile.Read(file);
        return this with
        {
            Environments = told.Environments,
            Data = Either(Data, told.Data),
            Target = Target ?? told.Target,
            Schema = Schema ?? told.TableSchema,
            Learners = Either(Learners, told.Learners),
            Strategies = Either(Strategies, told.Strategies),
            Policies = Either(Policies, told.Policies),
            Metrics = Either(Metrics, told.Metrics),
            Stops = Either(Stops, told.Stop),
            Reach = Either(Reach, [.. told.Reach.Select(score => score.ToString(CultureInfo.InvariantCulture))]),
            Split = Split ?? told.Split,
            Repeats = Repeats ?? Text(told.Repeats),
            Seed = Seed ?? Text(told.Seed),
            Budget = Budget ?? Text(told.Budget),
            Controls = Controls || told.Controls,
            AllowSeen = AllowSeen || told.AllowSeen,
            Attention = Attention ?? Text(told.Attention),
        };
    }

    private static IReadOnlyList<string> Either(IReadOnlyList<string> given, IReadOnlyList<string> told) => given.Count > 0 ? given : told;

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
