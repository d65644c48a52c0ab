using System.Reflection;
using RlQuery.Core;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class ListVerbTests
{
    [Fact]
    public void Strategies_are_listed_a_line_each_without_colours()
    {
        CommandRun run = CommandRun.Of("list", "strategies");
        Assert.Equal(Known.Parts.All<IQueryStrategy>().Select(strategy => strategy.Name), run.OutputLines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Contains(
            run.OutputLines, line => line.StartsWith("margin ", StringComparison.Ordinal) && line.Contains("classification", StringComparison.Ordinal)
                && !line.Contains("regression", StringComparison.Ordinal));
        Assert.Contains(
            run.OutputLines, line => line.StartsWith("greedy-input ", StringComparison.Ordinal) && line.Contains("regression", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Learners_are_listed_with_what_they_offer()
    {
        string[] lines = CommandRun.Of("list", "learners").OutputLines;
        Assert.Equal(Known.Parts.All<ILearnerFactory>().Select(learner => learner.Name), lines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.EndsWith("curvature of its loss", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Data_sets_are_listed_with_their_task()
    {
        string[] lines = CommandRun.Of("list", "data").OutputLines;
        Assert.Matches(@"^abalone +regression\b.* 4177 +10 +abalone$", lines[1]);
        Assert.Contains(lines, line => line.StartsWith("wine ", StringComparison.Ordinal) && line.Contains(" classification", StringComparison.Ordinal));
    }

    public static TheoryData<string> Kinds => [.. Known.Parts.Kinds.Select(Plural)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_parts_is_listed_a_line_each_with_its_whole_meaning(string kind)
    {
        IReadOnlyList<IPart> parts = Known.Parts.All(Known.Parts.Kinds.Single(one => Plural(one) == kind));
        string[] lines = CommandRun.Of("list", kind).OutputLines[1..];
        Assert.Equal(parts.Select(part => part.Name), lines.Select(line => line.Split(' ', ':')[0]));
        Assert.All(parts.Zip(lines), one => Assert.Contains(one.First.Description, one.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void The_help_names_all_that_can_be_listed_and_another_name_is_refused()
    {
        string help = CommandRun.Of("list", "--help").Output;
        string[] names = ["data", "policies", "environments", .. Known.Parts.Kinds.Select(Plural)];
        Assert.All(names, name => Assert.Contains(name, help, StringComparison.Ordinal));
        Assert.All(names, name => Assert.Equal(0, CommandRun.Of("list", name).ExitCode));
        CommandRun.Of("list", "lerners").IsRefusedWith("list: 'lerners' is unknown; did you mean 'learners'?");
    }

    [Fact]
    public void Help_says_what_follows_from_the_parts()
    {
        string help = CommandRun.Of("evaluate", "--help").Output;
        Assert.All(
            Known.Parts.All<ITask>().SelectMany(task => task.DefaultStrategies.Append(task.DefaultMetric.Name)),
            name => Assert.Contains(name, help, StringComparison.Ordinal));
        Assert.All(Known.Agents, agent => Assert.Contains(agent, CommandRun.Of("train", "--help").Output, StringComparison.Ordinal));
    }

    private static string Plural(Type kind) => kind.GetCustomAttribute<PartKindAttribute>()!.Plural;
}
