using System.Text.Json.Nodes;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Learners;
using RlQuery.MicrosoftML.Tests.Learners;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>Learners of all libraries, as the command has them.</summary>
public sealed class LearnersTests : TemporaryFolder
{
    [Theory]
    [InlineData("nearest-neighbours")]
    [InlineData("naive-bayes")]
    [InlineData("gaussian-process")]
    [InlineData("linear-ml")]
    [InlineData("neural-network")]
    public void A_learner_plays_with_margin_on_two_and_three_classes_and_the_number_of_jobs_changes_no_byte(string learner)
    {
        byte[][] episodes = [.. new[] { "1", "3" }.Select(jobs => Evaluate(learner, jobs))];
        Assert.Equal(episodes[0], episodes[1]);
    }

    [LightGbmFact]
    public void So_does_LightGBM() => A_learner_plays_with_margin_on_two_and_three_classes_and_the_number_of_jobs_changes_no_byte("lightgbm");

    [Fact]
    public void The_schema_of_environment_files_names_them_all()
    {
        string[] known = [.. CommandRun.Of("list", "learners").OutputLines.Skip(1).Select(line => line.Split(' ')[0])];
        JsonNode properties = JsonNode.Parse(File.ReadAllText(Path.Combine(EnvironmentsFolder.Locate(), "environment.schema.json")))!["properties"]!;
        Assert.Equal(Known.Parts.All<ILearnerFactory>().Select(factory => factory.Name), known);
        Assert.Equal(known, properties["learner"]!["enum"]!.AsArray().Select(name => name!.ToString()));
        Assert.Equal(
            Known.Parts.All<ILearnerFactory>().Select(factory => factory.Name),
            properties["training"]!["properties"]!["learners"]!["properties"]!.AsObject().Select(property => property.Key));
    }

    private byte[] Evaluate(string learner, string jobs)
    {
        CommandRun run = CommandRun.Of(
            "evaluate", Path.Combine(EnvironmentsFolder.Locate(), "quickstart.json"), "--data", "iris", "--data", "heart", "--strategy", "margin", "--learner",
            learner,
            "--seeds", "0-1", "--budget", "6", "--jobs", jobs, "--out", At(jobs));
        Assert.True(run.ExitCode == 0, run.Error);
        return File.ReadAllBytes(At(jobs, "episodes.csv"));
    }
}
