using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class ListVerbTests
{
    [Fact]
    public void Strategies_are_listed_a_line_each_without_colours()
    {
        CommandRun run = CommandRun.Of("list", "strategies");
        Assert.Equal(Known.Parts.All<IQueryStrategy>().Select(strategy => strategy.Name), run.OutputLines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Contains(run.OutputLines, line => line.StartsWith("margin ", StringComparison.Ordinal) && line.Contains("classification", StringComparison.Ordinal) && !line.Contains("regression", StringComparison.Ordinal));
        Assert.Contains(run.OutputLines, line => line.StartsWith("greedy-input ", StringComparison.Ordinal) && line.Contains("regression", StringComparison.Ordinal));
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
        Assert.Matches(@"^abalone +regression +4177 +10 +abalone$", lines[1]);
        Assert.Contains(lines, line => line.StartsWith("wine ", StringComparison.Ordinal) && line.Contains(" classification ", StringComparison.Ordinal));
    }

    [Fact]
    public void Signals_are_listed_with_their_whole_meaning_in_one_line()
    {
        CommandRun run = CommandRun.Of("list", "signals");
        Assert.All(Known.Parts.All<ISignal>(), signal => Assert.Single(
            run.OutputLines, line => line.StartsWith(signal.Name + " ", StringComparison.Ordinal) && line.EndsWith(signal.Description, StringComparison.Ordinal)));
    }
}
