namespace RlQuery.Cli.Tests;

/// <summary>Options as version 0.1 spelt them.</summary>
public sealed class RenamedOptionTests : TemporaryFolder
{
    [Theory]
    [InlineData("--repeats 3 --seed 2", "--seeds 2-4", "--repeats 3 --seed 2 is now --seeds 2-4")]
    [InlineData("--repeats 3", "--seeds 0-2", "--repeats 3 is now --seeds 0-2")]
    [InlineData("--repeats 1", "--seeds 0", "--repeats 1 is now --seeds 0-0")]
    [InlineData("--seed 2", "--seeds 2-21", "--seed 2 is now --seeds 2-21")]
    [InlineData("--seed 2 --split k-fold:3", "--seeds 2-22 --split k-fold:3", "--seed 2 is now --seeds 2-22")]
    [InlineData("--stop budget:3 --stop budget:2 --seeds 0", "--stopping-rule budget:3 --stopping-rule budget:2 --seeds 0", "--stop is now --stopping-rule")]
    public void An_old_spelling_of_evaluate_does_the_same_and_names_the_new_one(string old, string now, string warning)
    {
        CommandRun was = CommandRun.Of(Evaluate("old", old));
        Assert.Equal((0, $"warning: {warning}"), (was.ExitCode, Assert.Single(was.ErrorLines, line => line.StartsWith("warning: ", StringComparison.Ordinal))));
        CommandRun run = CommandRun.Of(Evaluate("new", now));
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("warning", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Output.Replace(At("new"), At("old"), StringComparison.Ordinal), was.Output);
        Assert.Equal(Content(At("new")), Content(At("old")));
    }

    [Theory]
    [InlineData("--repeats 3", "--seeds 5-7")]
    [InlineData("--seed 9", "--seeds 9-10")]
    [InlineData("--repeats 4 --seed 9", "--seeds 9-12")]
    public void The_seeds_that_are_named_are_those_of_the_run_where_an_experiment_file_says_some(string old, string now)
    {
        WriteEnvironment();
        string experiment = Write("experiment.json", $$"""
            {
              "environments": ["env.json"], "data": ["{{Path.GetFileName(WriteTable("near.csv", 40))}}"], "strategies": ["random", "margin"],
              "seed": 5, "repeats": 2
            }
            """);
        CommandRun was = CommandRun.Of(["evaluate", experiment, .. old.Split(' '), "--out", At("old")]);
        Assert.Equal((0, $"warning: {old} is now {now}"), (was.ExitCode, was.ErrorLines[0]));
        Assert.Equal(0, CommandRun.Of(["evaluate", experiment, .. now.Split(' '), "--out", At("new")]).ExitCode);
        Assert.Equal(Content(At("new")), Content(At("old")));
    }

    [Theory]
    [InlineData("--repeats 0 --seed -1", "repeats: 0 is not allowed; use 1..100000", "seed: -1 is not allowed; use 0..2147383647")]
    [InlineData("--repeats x", "repeats: x is not allowed; use 1..100000")]
    [InlineData("--seeds 0-2 --repeats 3", "repeats: not together with --seeds, its new spelling; give --seeds alone")]
    [InlineData("--seeds 0-2 --seed 1", "seed: not together with --seeds, its new spelling; give --seeds alone")]
    [InlineData("--stop budget:3 --stopping-rule budget:3", "stop: not together with --stopping-rule, its new spelling; give --stopping-rule alone")]
    [InlineData("--seeds 0,3", "seeds: 0,3 is not allowed; use a range such as 0-19, from 0..2147383647 on, of at most 100000 seeds")]
    [InlineData("--seeds 0-100000", "seeds: 0-100000 is not allowed; use a range such as 0-19, from 0..2147383647 on, of at most 100000 seeds")]
    public void What_is_not_allowed_is_refused_in_either_spelling(string options, params string[] faults)
    {
        CommandRun.Of(Evaluate("out", options)).IsRefusedWith(faults);
        Assert.False(Directory.Exists(At("out")));
    }

    [Theory]
    [InlineData("--repeats 0", "repeats: 0 is not allowed; use 1..100000")]
    [InlineData("--repeats 3 --seeds 0-2", "repeats: not together with --seeds, its new spelling; give --seeds alone")]
    [InlineData("--repeats 3 --budget 0", "budget: 0 is not allowed; use 1..100000")]
    public void The_old_spelling_of_cross_validate_is_read(string options, params string[] lines) => CommandRun
        .Of(["cross-validate", Write("env.json", Sets), "--agent", "dqn", "--folds", "2", .. options.Split(' '), "--out", At("out")])
        .IsRefusedWith(lines);

    [Theory]
    [InlineData("--eta 1", "warning: --eta is now --factor", "factor: 1 is not allowed; use 2..100", "jobs: 0 is not allowed; use 1..1024")]
    [InlineData("--eta 2", "warning: --eta is now --factor", "jobs: 0 is not allowed; use 1..1024")]
    [InlineData("--factor 1", "factor: 1 is not allowed; use 2..100", "jobs: 0 is not allowed; use 1..1024")]
    [InlineData("--factor 2 --eta 2", "eta: not together with --factor, its new spelling; give --factor alone", "jobs: 0 is not allowed; use 1..1024")]
    public void The_old_spelling_of_tune_is_read(string options, params string[] lines) => CommandRun
        .Of(["tune", Write("env.json", Validated), "--agent", "imitation", .. options.Split(' '), "--jobs", "0", "--out", At("out")])
        .IsRefusedWith(lines);

    [Fact]
    public void Seeds_of_the_quickstart_are_read() => CommandRun.Of("quickstart", "--seeds", "9-0").IsRefusedWith(
        "seeds: 9-0 is not allowed; use a range such as 0-19, from 0..2147383647 on, of at most 100000 seeds");

    [Theory]
    [InlineData("evaluate", "--seeds <FIRST-LAST>", "--repeats", "--seed <N>")]
    [InlineData("evaluate", "--stopping-rule <RULE>", "--stop ")]
    [InlineData("tune", "--factor <N>", "--eta")]
    [InlineData("cross-validate", "--seeds <FIRST-LAST>", "--repeats")]
    public void Help_shows_the_new_spelling_alone(string verb, string now, params string[] old)
    {
        string help = CommandRun.Of(verb, "--help").Output;
        Assert.Contains(now, help, StringComparison.Ordinal);
        Assert.All(old, name => Assert.DoesNotContain(name, help, StringComparison.Ordinal));
    }

    private const string Validated = """{"signals": ["margin"], "training": {"synthetic": ["moons"]}, "validation": ["iris"]}""";

    private const string Sets = """{"signals": ["margin"], "training": {"data": ["iris", "bupa"], "synthetic": ["moons"]}}""";

    private string[] Evaluate(string name, string options) =>
    [
        "evaluate", WriteEnvironment(), "--data", WriteTable("near.csv", 40), "--strategy", "random", "--strategy", "margin", .. options.Split(' '),
        "--out", At(name),
    ];
}
