using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Tests.Policies;

public sealed class PolicyFolderTests
{
    private static readonly PolicySelector Selector = new(0.5, "entropy", 0.25, 3);

    [Fact]
    public void A_policy_that_is_saved_and_loaded_scores_as_before()
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder, Selector);
        LearnedPolicy loaded = PolicyReader.Load(path + Path.DirectorySeparatorChar, Known.Parts);
        LearnedPolicy original = SamplePolicy.Create(Selector);
        Assert.Equal("mine", loaded.Name);
        Observation observation = SamplePolicy.Observe(original.SignalList, 70);
        float[] expected = new float[70];
        float[] actual = new float[70];
        original.Score(observation, expected);
        loaded.Score(observation, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_document_comes_back_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        PolicyDocument document = SamplePolicy.Document(Selector) with { Normalisation = Odd() };
        PolicyWriter.Save(folder.Path, document, SamplePolicy.Weights(document), Known.Parts);
        PolicyDocument read = PolicyReader.ReadDocument(folder.Path);
        Assert.Equivalent(document with { Weights = read.Weights }, read, strict: true);
    }

    [Fact]
    public void The_same_policy_gives_the_same_bytes()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        Save(first, Selector);
        Save(second, Selector);
        foreach (string name in new[] { "policy.json", "policy.safetensors", "CARD.md" })
        {
            Assert.Equal(File.ReadAllBytes(first.File("mine/" + name)), File.ReadAllBytes(second.File("mine/" + name)));
        }
        Assert.Equal(3, Directory.GetFiles(first.File("mine")).Length);
    }

    [Fact]
    public void The_card_says_what_was_trained_on_what()
    {
        PolicyDocument document = SamplePolicy.Document(Selector);
        string card = PolicyCard.Write(document, SamplePolicy.Weights(document));
        Assert.StartsWith("# sample\n", card);
        Assert.Contains("| agent | dqn |", card);
        Assert.Contains("Real data: iris.", card);
        Assert.Contains("Synthetic tasks: moons, xor.", card);
        Assert.Contains("3 networks score every candidate", card);
        Assert.Contains("of the 50 % with the best entropy the best score wins, if it is 0.25 standard deviations above", card);
    }

    [Fact]
    public void A_policy_that_could_not_be_read_back_is_not_written()
    {
        using var folder = new TemporaryFolder();
        PolicyDocument document = SamplePolicy.Document();
        string path = folder.File("new");
        TensorFile other = SamplePolicy.Weights(document with { Network = document.Network with { Hidden = [4] } });
        Assert.Throws<InvalidInputException>(() => PolicyWriter.Save(path, document, other, Known.Parts));
        TensorFile infinite = SamplePolicy.Weights(document);
        infinite.Float32("layers.1.bias")[3] = float.PositiveInfinity;
        Assert.Throws<InvalidInputException>(() => PolicyWriter.Save(path, document, infinite, Known.Parts));
        Assert.False(Directory.Exists(path));
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "format 2 is unknown; this version reads 1")]
    [InlineData("\"format\": 1,", "", "format is missing; this version reads 1")]
    [InlineData("\"agent\": \"dqn\",", "", "missing 'agent'")]
    [InlineData("\"seed\": 1", "\"seed\": \"one\"", "seed: a value of another kind is needed")]
    [InlineData("\"agent\"", "\"agents\"", "agents: unknown member")]
    [InlineData("\"margin\"", "\"margins\"", "signals: 'margins' is unknown to this version, which has ")]
    [InlineData("\"margin\"", "\"density\"", "signals: 'density' occurs twice")]
    [InlineData("\"margin\"", "\"entropy\"", "signals.hash: ")]
    [InlineData("\"pool-entropy\"", "\"pool-size\"", "state: 'pool-size' is unknown to this version, which has budget-used, ")]
    [InlineData("\"version\": 1,", "\"version\": 9,", "signals.version: 9 is unknown; this version reads 1")]
    [InlineData("\"ensemble\": 1", "\"ensemble\": 0", "selector.ensemble: 0 is not allowed; use 1..64")]
    [InlineData("\"shortlistShare\": 1", "\"shortlistShare\": 1.5", "selector.shortlistShare: 1.5 is not allowed; use more than 0, at most 1")]
    [InlineData("\"threshold\": 0", "\"threshold\": -1", "selector.threshold: -1 is not allowed; use 0 or more")]
    [InlineData("\"shortlistSignal\": \"margin\"", "\"shortlistSignal\": \"margni\"", "selector.shortlistSignal: 'margni' is unknown; did you mean 'margin'?")]
    [InlineData("\"budget\": ", "\"budget\": -", "budget: -")]
    [InlineData("\"context\": 8", "\"context\": 7", "network: 3 signals and 7 context values do not fit the signals and state values, which give 3 and 8")]
    public void Refuses_a_document_that_this_version_cannot_use(string text, string replacement, string fault)
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder);
        string file = Path.Combine(path, "policy.json");
        string json = File.ReadAllText(file);
        int at = json.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, json);
        File.WriteAllText(file, json[..at] + replacement + json[(at + text.Length)..]);
        Assert.StartsWith($"{file}: {fault}", Fault(path));
    }

    [Fact]
    public void Says_which_signals_are_of_another_version()
    {
        PolicySignals signals = PolicySignals.Of(SamplePolicy.SignalList);
        PolicyDocument document = SamplePolicy.Document() with { Signals = signals with { Versions = [1, 7, 1] } };
        var fault = Assert.Throws<InvalidInputException>(() => PolicyWriter.Save("policy", document, SamplePolicy.Weights(document), Known.Parts));
        Assert.Equal("policy: signals: 'density' is of version 7 in the policy and of version 1 here; train the policy again", fault.Message);
    }

    [Fact]
    public void Refuses_a_document_cut_short_anywhere()
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder);
        string file = Path.Combine(path, "policy.json");
        byte[] bytes = File.ReadAllBytes(file);
        for (int length = 1; length < bytes.Length - 2; length += 7)
        {
            File.WriteAllBytes(file, bytes[..length]);
            Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(file)}: line \\d+ is not JSON at letter \\d+$", Fault(path));
        }
    }

    [Fact]
    public void Refuses_weights_that_are_missing_cut_short_or_of_another_policy()
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder);
        string file = Path.Combine(path, "policy.safetensors");
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..^1]);
        Assert.StartsWith($"{file}: cut short", Fault(path));
        SafetensorsWriter.Write(file, SamplePolicy.Weights(SamplePolicy.Document(), seed: 2));
        Assert.StartsWith($"{file}: these are not the weights that policy.json was written with", Fault(path));
        File.Delete(file);
        Assert.Equal($"{file}: no such file", Fault(path));
    }

    [Fact]
    public void Names_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("none");
        Assert.Equal($"{path}: no such folder; a policy is a folder with policy.json and policy.safetensors", Fault(path));
        Assert.StartsWith($"{folder.File("policy.json")}: no such file", Fault(folder.Path));
    }

    private static string Save(TemporaryFolder folder, PolicySelector? selector = null)
    {
        PolicyDocument document = SamplePolicy.Document(selector);
        PolicyWriter.Save(folder.File("mine"), document, SamplePolicy.Weights(document), Known.Parts);
        return folder.File("mine");
    }

    private static PolicyNormalisation Odd() => new(
        new PolicyMoments([0.1f, -1e-20f, 3], [1, float.MaxValue, float.Epsilon]),
        new PolicyMoments([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8.8f]));

    private static string Fault(string folder)
    {
        var fault = Assert.Throws<InvalidInputException>(() => PolicyReader.Load(folder, Known.Parts));
        Assert.All(fault.Faults, line => Assert.DoesNotContain('\n', line));
        return fault.Faults[0];
    }
}
