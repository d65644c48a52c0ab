namespace RlQuery.Cli.Tests.Verbs;

/// <summary>Faults of an environment file lead to no false ones of what fits its task.</summary>
public sealed class FaultyEnvironmentTests : TemporaryFolder
{
    [Theory]
    [InlineData("multilabel", "mmc", "subset-accuracy")]
    [InlineData("regression", "posterior-variance", "rmse")]
    [InlineData("classification", "margin", "brier")]
    public void What_fits_the_task_that_it_names_is_no_fault(string task, string strategy, string metric)
    {
        string file = Write("bad.json", $$"""{"task": "{{task}}", "budget": 0, "signals": ["margin-of-none"]}""");
        Assert.All(Faults(file, strategy, metric), fault => Assert.StartsWith(file, fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"task\": \"multilabel\", ")]
    [InlineData("{\"task\": \"multilabell\"}")]
    [InlineData("[]")]
    [InlineData("{\"task\": 3}")]
    public void Where_its_task_is_hidden_too_only_what_no_task_has_is_a_fault(string text)
    {
        string file = Write("bad.json", text);
        Assert.All(Faults(file, "mmc", "subset-accuracy"), fault => Assert.Contains("bad.json", fault, StringComparison.Ordinal));
        Assert.Contains(Faults(file, "mmmc", "subset-accuracy"), fault => fault.StartsWith("strategy: 'mmmc' is unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_fit_is_told_beside_the_faults_of_the_file()
    {
        string file = Write("bad.json", """{"task": "regression", "budget": 0}""");
        Assert.Contains(Faults(file, "mmc", "rmse"), fault => fault.StartsWith("strategy: 'mmc' needs ", StringComparison.Ordinal));
    }

    [Fact]
    public void Cross_validation_tells_no_false_ones_either()
    {
        string file = Write("bad.json", """{"task": "multilabel", "budget": 0}""");
        CommandRun run = CommandRun.Of("cross-validate", file, "--agent", "evolution", "--strategy", "mmc", "--out", At("out"));
        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("mmc", run.Error, StringComparison.Ordinal);
    }

    private string[] Faults(string file, string strategy, string metric)
    {
        CommandRun run = CommandRun.Of("evaluate", file, "--strategy", strategy, "--metric", metric, "--out", At("out"));
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.ErrorLines);
        return run.ErrorLines;
    }
}
