using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Core;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Annotators.Tests;

/// <summary>Holds environments/panel.schema.json and the code together.</summary>
public sealed class PanelSchemaTests : IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(EnvironmentsFolder.Locate(), "panel.schema.json")))!.AsObject();

    private static readonly (JsonObject Schema, JsonObject Code)[] Objects =
    [
        (Schema, JsonSerializer.SerializeToNode(new PanelDefinition(), Json)!.AsObject()),
        (Schema["$defs"]!["model"]!.AsObject(), JsonSerializer.SerializeToNode(new ModelDefinition(), Json)!.AsObject()),
        (Schema["$defs"]!["localModel"]!.AsObject(), JsonSerializer.SerializeToNode(new LocalModelDefinition(), Json)!.AsObject()),
        (Schema["$defs"]!["person"]!.AsObject(), JsonSerializer.SerializeToNode(new PersonDefinition(), Json)!.AsObject()),
    ];

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("rlquery-").FullName, "panel.json");

    public static TheoryData<string> Numbers =>
        [.. Properties(Objects[1].Schema).Where(property => property.Value["minimum"] is not null).Select(property => property.Key)];

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void It_has_the_properties_and_defaults_of_the_code_and_refuses_others()
    {
        foreach ((JsonObject schema, JsonObject code) in Objects)
        {
            Assert.False(schema["additionalProperties"]!.GetValue<bool>());
            Assert.Equal(code.Select(property => property.Key).Order(), Properties(schema).Select(property => property.Key).Order());
            foreach ((string name, JsonObject property) in Properties(schema))
            {
                Assert.EndsWith(".", property["description"]!.GetValue<string>(), StringComparison.Ordinal);
                if (name is not ("$schema" or "annotators"))
                {
                    Assert.True(JsonNode.DeepEquals(code[name], property["default"]), name);
                }
            }
        }
    }

    [Fact]
    public void It_has_the_words_of_the_code() => Assert.Equal(
        Enum.GetValues<OutputLimit>().Select(limit => JsonSerializer.SerializeToNode(limit, Json)!.GetValue<string>()),
        Objects[1].Schema["properties"]!["outputLimit"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_code_allows_the_bounds_of_a_number_and_nothing_beyond(string name)
    {
        JsonObject property = Objects[1].Schema["properties"]![name]!.AsObject();
        decimal step = property["type"]!.ToJsonString().Contains("integer", StringComparison.Ordinal) ? 1 : 0.000001m;
        foreach ((string bound, int side) in new[] { ("minimum", -1), ("maximum", 1) })
        {
            decimal value = property[bound]!.GetValue<decimal>();
            Assert.Empty(Faults(name, value));
            Assert.Contains($"annotators[0].{name}: ", Assert.Single(Faults(name, value + (side * step))), StringComparison.Ordinal);
        }
    }

    private string[] Faults(string name, decimal value)
    {
        var model = new JsonObject { ["name"] = "a", ["model"] = "m", [name] = value };
        File.WriteAllText(_file, new JsonObject { ["annotators"] = new JsonArray(model) }.ToJsonString());
        try
        {
            PanelFile.Read(_file);
            return [];
        }
        catch (InvalidInputException refused)
        {
            return [.. refused.Faults];
        }
    }

    private static IEnumerable<(string Key, JsonObject Value)> Properties(JsonObject schema) =>
        schema["properties"]!.AsObject().Select(property => (property.Key, property.Value!.AsObject()));
}
