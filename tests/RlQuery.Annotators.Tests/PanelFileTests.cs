using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Core;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Annotators.Tests;

public sealed class PanelFileTests : IDisposable
{
    private const string Known = "name, model, endpoint, keyVariable, inputPrice, outputPrice, maxOutputTokens, outputLimit, temperature, "
        + "seed, requestsPerMinute, concurrency, timeoutSeconds, retries";

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("rlquery-").FullName, "panel.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void The_example_reads_without_faults_and_names_the_schema_beside_it()
    {
        string folder = Path.Combine(EnvironmentsFolder.Locate(), "panels");
        PanelDefinition panel = PanelFile.Read(Path.Combine(folder, "example.json"));
        Assert.True(File.Exists(Path.Combine(folder, panel.Schema!)));
        Assert.Equal(["openai", "ollama"], panel.Annotators.Select(model => model.Name));
        Assert.Equal(["spam", "ham"], panel.Classes.Keys);
        Assert.Equal(OutputLimit.MaxTokens, panel.Annotators[1].OutputLimit);
    }

    [Theory]
    [InlineData("""{"annotators": []}""", "line 1: annotators: is empty; name one model or more")]
    [InlineData("""{}""", "annotators: is empty; name one model or more")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "prise": 1}]}""",
        $"line 1: annotators[0]: 'prise' is unknown; use {Known}")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "key": "k"}]}""",
        $"line 1: annotators[0]: 'key' is unknown; use {Known}")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "inputPrice": "cheap"}]}""",
        "line 1: annotators[0].inputPrice: \"cheap\" is not allowed; use a number")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "inputPrice": -0.5}]}""",
        "line 1: annotators[0].inputPrice: -0.5 is not allowed; use 0..1000000 for a million tokens, with at most 6 decimals")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "outputPrice": 0.0000001}]}""",
        "line 1: annotators[0].outputPrice: 0.0000001 is not allowed; use 0..1000000 for a million tokens, with at most 6 decimals")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m"}, {"name": "a", "model": "n"}]}""",
        "line 1: annotators[1].name: 'a' is taken; give each annotator a name of its own")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m"}, {"name": "b", "model": "m", "inputPrice": 2}]}""",
        "line 1: annotators[1].model: 'b' is the same model with the same settings as 'a', and would give its answers; change one")]
    [InlineData("""{"annotators": [{"name": " a", "model": "m"}]}""",
        "line 1: annotators[0].name: \" a\" is not allowed; use 1..100 letters on one line, without blanks around them")]
    [InlineData("""{"annotators": [{"name": "a"}]}""", "annotators[0].model: is missing; name the model as its server does")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "endpoint": "localhost"}]}""",
        "line 1: annotators[0].endpoint: what stands there is no address; use one such as http://localhost:11434/v1")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "endpoint": "http://models.example/v1", "keyVariable": "KEY"}]}""",
        "line 1: annotators[0].endpoint: http would show the key to everybody on the way; use https for another machine")]
    public void What_is_not_allowed_is_told_in_one_line(string text, string fault)
    {
        string[] faults = Faults(text);
        Assert.Equal(fault.StartsWith("line", StringComparison.Ordinal) ? $"{_file} {fault}" : $"{_file}: {fault}", Assert.Single(faults));
    }

    [Theory]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "keyVariable": "sk-SECRET-1"}]}""", "keyVariable")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "endpoint": "https://me:sk-SECRET-1@host/v1"}]}""", "endpoint")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m", "endpoint": "https://host/v1?key=sk-SECRET-1"}]}""", "endpoint")]
    public void A_key_in_the_file_is_refused_and_not_repeated(string text, string member)
    {
        string fault = Assert.Single(Faults(text));
        Assert.Contains($"annotators[0].{member}: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        string[] faults = Faults("""
            {
              "examples": -1,
              "annotators": [
                { "name": "a", "model": "", "temperature": 3 }
              ]
            }
            """);
        Assert.Equal(3, faults.Length);
        Assert.StartsWith($"{_file} line 2: examples: -1 is not allowed; use 0..100", faults[0], StringComparison.Ordinal);
        Assert.StartsWith($"{_file} line 4: annotators[0].model: is missing", faults[1], StringComparison.Ordinal);
        Assert.StartsWith($"{_file} line 4: annotators[0].temperature: 3 is not allowed; use 0..2", faults[2], StringComparison.Ordinal);
    }

    private string[] Faults(string text)
    {
        File.WriteAllText(_file, text);
        return [.. Assert.Throws<InvalidInputException>(() => PanelFile.Read(_file)).Faults];
    }
}
