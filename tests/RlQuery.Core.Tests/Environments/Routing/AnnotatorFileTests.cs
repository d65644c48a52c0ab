using RlQuery.Core.Environments.Files;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Core.Tests.Environments.Routing;

public sealed class AnnotatorFileTests : IDisposable
{
    private const string Pair = """{ "name": "a" }, { "name": "b" }""";

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("environment.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "name": "a" }""", "annotators: a alone leaves nothing to choose; name two or more")]
    [InlineData("""{ "name": "a" }, { "name": "a" }""", "annotators: a occurs twice; name each once")]
    [InlineData("""{ "name": "a" }, {}""", "annotators: number 2 has no name; give it one")]
    [InlineData("""{ "name": "a" }, { "name": "b", "price": 0 }""", "annotators[1].price: 0 is not allowed; use 0.001..100000")]
    [InlineData(
        """{ "name": "a" }, { "name": "b", "accuracy": [0.9, 0.5] }""",
        "annotators[1].accuracy: [0.9, 0.5] is not allowed; use two numbers of 0..1, the lower first")]
    [InlineData(
        """{ "name": "a" }, { "name": "b", "kind": "local", "accuracy": [0.5, 0.9] }""",
        "annotators[1].accuracy: is not allowed for a local model, which answers by itself; leave it out")]
    [InlineData("""{ "name": "a" }, { "name": "b", "view": "minilm" }""", "annotators[1].view: is allowed for a local model alone; leave it out")]
    [InlineData(
        """{ "name": "a" }, { "name": "b", "trainedOn": 0.2 }""", "annotators[1].trainedOn: is allowed for a local model alone; leave it out")]
    [InlineData(
        """{ "name": "a" }, { "name": "b", "kind": "local", "trainedOn": 0.9 }""", "annotators[1].trainedOn: 0.9 is not allowed; use 0.001..0.5")]
    [InlineData(
        """{ "name": "a", "price": 50 }, { "name": "b", "price": 60.5 }""", "budget: 40 buys no answer; the cheapest of the annotators costs 50")]
    [InlineData("""{ "name": "a" }, { "name": "b", "kind": "robot" }""", "annotators[1].kind: \"robot\" is not allowed; use person, model, local, spammer")]
    public void What_is_not_allowed_of_annotators_is_told_in_one_line(string annotators, string fault) =>
        Assert.Equal([$"{Path} line 2: {fault}"], Faults($"{{ \"description\": \"d\",\n \"budget\": 40, \"annotators\": [{annotators}] }}"));

    [Theory]
    [InlineData("\"task\": \"regression\"", "annotators: are not allowed in regression; use them in classification, or leave them out")]
    [InlineData(
        "\"reward\": { \"kind\": \"area-over-reference\" }", "reward.kind: 'area-over-reference' is not allowed with annotators; use accuracy-gain")]
    [InlineData("\"budget\": 0", "budget: 0 is not allowed; use 1..100000")]
    public void What_does_not_go_with_annotators_is_told(string member, string fault) =>
        Assert.Contains($"{Path} line 1: {fault}", Faults($"{{ {member}, \"annotators\": [{Pair}] }}"));

    [Fact]
    public void Signals_of_annotators_are_refused_without_any() => Assert.Equal(
        [$"{Path} line 1: signals: 'row-doubt' needs several annotators; name them in an environment file, under annotators"],
        Faults("{ \"signals\": [\"row-doubt\"] }"));

    [Fact]
    public void An_environment_with_annotators_counts_money()
    {
        File.WriteAllText(Path, $"{{ \"signals\": [\"row-doubt\"], \"annotators\": [{Pair}], \"evaluation\": [\"iris\"] }}");
        LoadedEnvironment loaded = LoadedEnvironment.Read(Path, Known.Parts, null);
        Assert.Equal(("routing", "money"), (loaded.Task.Name, loaded.Task.CostUnit));
        Assert.Equal(2, loaded.Problem.Create(loaded.Evaluation[0], 1).Items.Routes!.Prices.Length);
    }

    private IReadOnlyList<string> Faults(string text)
    {
        File.WriteAllText(Path, text);
        return Assert.Throws<InvalidInputException>(() => EnvironmentFile.Read(Path, Known.Parts)).Faults;
    }
}
