using RlQuery.Core.Environments.Files;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Core.Tests.Environments.Making;

public sealed class MakeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("environment.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"method\": \"smite\"", "make.method: smite is unknown; use neighbours, mixup, copies")]
    [InlineData("\"perRow\": 0", "make.perRow: 0 is not allowed; use 1..10")]
    [InlineData("\"price\": 2", "make.price: 2 is not allowed; use 0.001..1")]
    [InlineData("\"price\": 0", "make.price: 0 is not allowed; use 0.001..1")]
    [InlineData("\"weight\": 0", "make.weight: 0 is not allowed; use more than 0, at most 1")]
    public void What_is_not_allowed_of_made_rows_is_told_in_one_line(string member, string fault) =>
        Assert.Equal([$"{Path} line 2: {fault}"], Faults($"{{ \"description\": \"d\",\n \"make\": {{ {member} }} }}"));

    [Theory]
    [InlineData("\"task\": \"regression\"", "make: is not allowed in regression; use it in classification that the table answers, or leave it out")]
    [InlineData(
        "\"annotators\": [{ \"name\": \"a\" }, { \"name\": \"b\" }]",
        "make: is not allowed with annotators; use it in classification that the table answers, or leave it out")]
    [InlineData("\"augmentation\": {}", "augmentation: is not allowed with make, which makes rows one by one; leave one of them out")]
    [InlineData("\"reward\": { \"kind\": \"area-over-reference\" }", "reward.kind: 'area-over-reference' is not allowed with make; use accuracy-gain")]
    [InlineData(
        "\"signals\": [\"density\"]", "signals: 'density' needs the distances of the pool, and made rows would be neighbours of the real ones")]
    public void What_does_not_go_with_made_rows_is_told(string member, string fault) =>
        Assert.Contains($"{Path} line 1: {fault}", Faults($"{{ {member}, \"make\": {{}} }}"));

    [Fact]
    public void Signals_of_made_rows_are_refused_without_any() => Assert.Equal(
        [$"{Path} line 1: signals: 'made-rarity' needs rows that are made, which only environments with make have"],
        Faults("{ \"signals\": [\"made-rarity\"] }"));

    [Fact]
    public void An_environment_that_makes_rows_makes_them_in_training_and_evaluation()
    {
        File.WriteAllText(Path, """{ "signals": ["made"], "make": { "perRow": 2 }, "training": { "data": ["wine"] }, "evaluation": ["iris"] }""");
        LoadedEnvironment loaded = LoadedEnvironment.Read(Path, Known.Parts, null);
        Assert.Equal(("making", "labels"), (loaded.Task.Name, loaded.Task.CostUnit));
        Assert.Equal(3 * 75, loaded.Problem.Create(loaded.Evaluation[0], 1).Items.Count);
        Assert.Equal(2, loaded.TrainingProblems.Draw(1).Items.Made!.PerRow);
    }

    private IReadOnlyList<string> Faults(string text)
    {
        File.WriteAllText(Path, text);
        return Assert.Throws<InvalidInputException>(() => EnvironmentFile.Read(Path, Known.Parts)).Faults;
    }
}
