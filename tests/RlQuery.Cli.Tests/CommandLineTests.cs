using RlQuery.Cli.Labelling;
using RlQuery.Core.Tasks;

namespace RlQuery.Cli.Tests;

public sealed class CommandLineTests
{
    private static readonly string[] Names =
        ["quickstart", "train", "tune", "evaluate", "merge", "cross-validate", "query", "label", "annotate", "session", "reproduce", "plot", "list"];

    public static TheoryData<string> Verbs => [.. Names];

    [Theory]
    [InlineData("lst", "lst: unknown command; did you mean 'list'?")]
    [InlineData("lst data --data t.csv", "lst: unknown command; did you mean 'list'?")]
    [InlineData("list stratgies", "list: 'stratgies' is unknown; did you mean 'strategies'?")]
    [InlineData("plot here --wiht there", "--wiht: unknown option of 'plot'; did you mean '--with'?")]
    [InlineData("plot here --wiht=there", "--wiht: unknown option of 'plot'; did you mean '--with'?")]
    [InlineData("plot", "DIR: missing; see 'rlquery plot --help'")]
    [InlineData("plot here --with", "--with: has no value; use --with DIR")]
    [InlineData("train env.json --agent dqn", "--out: missing; use --out DIR")]
    [InlineData("evaluate env.json --bugdet 5 --out here", "--bugdet: unknown option of 'evaluate'; did you mean '--budget'?")]
    [InlineData("evaluate env.json --budget 5 --budget 6 --out here", "--budget: given more than once")]
    [InlineData("list strategies signals", "signals: one word too many; see 'rlquery list --help'")]
    public void Words_that_make_no_sense_are_named_in_one_line(string line, string fault) =>
        CommandRun.Of(line.Split(' ')).IsRefusedWith(fault);

    [Fact]
    public void After_a_lone_pair_of_dashes_a_word_with_dashes_is_a_folder() =>
        CommandRun.Of("plot", "--", "--wiht").IsRefusedWith("--wiht: there is no such folder");

    [Fact]
    public void Empty_words_are_named() =>
        CommandRun.Of("train", "", "--agent", "dqn", "--steps", " ", "--out", "").IsRefusedWith(
            "ENV.json: is empty; see 'rlquery train --help'", "--steps: is empty; use --steps N", "--out: is empty; use --out DIR");

    [Fact]
    public void A_fault_steers_no_terminal() =>
        CommandRun.Of("plot", "\u001b[2Jnone").IsRefusedWith("\uFFFD[2Jnone: there is no such folder");

    [Fact]
    public void An_unknown_command_far_from_all_is_answered_with_all_of_them()
    {
        CommandRun run = CommandRun.Of("zebra");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("zebra: unknown command; use ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    public void Help_lists_every_verb(string line)
    {
        CommandRun run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.All(Names, verb => Assert.Contains($"\n  {verb}", run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("query")]
    [InlineData("label")]
    public void Help_names_what_chooses_rows_where_nothing_is_named_in_each_task(string verb)
    {
        string help = string.Join(' ', CommandRun.Of(verb, "--help").Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(Known.Parts.All<ITask>(), task =>
        {
            string where = task == TaskChoice.Default ? "Default: " : $"in {task.Name} ";
            bool usualStrategy = TaskChoice.DefaultStrategy(task) == TaskChoice.DefaultStrategy(TaskChoice.Default);
            Assert.Contains((usualStrategy ? "Default: " : where) + TaskChoice.DefaultStrategy(task), help, StringComparison.Ordinal);
            bool usual = task.DefaultLearner == TaskChoice.Default.DefaultLearner;
            Assert.Contains((usual ? "Default: " : where) + task.DefaultLearner, help, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_of_a_verb_ends_with_examples_of_it(string verb)
    {
        CommandRun run = CommandRun.Of(verb, "--help");
        Assert.Equal(0, run.ExitCode);
        string[] examples = run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.StartsWith($"  rlquery {verb}", example, StringComparison.Ordinal));
    }
}
