using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Cluster.Tests;

/// <summary>Holds environments/cluster.schema.json and the code together.</summary>
public sealed class ClusterSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(EnvironmentsFolder.Locate(), "cluster.schema.json")))!.AsObject();

    private static readonly JsonObject Code = JsonSerializer.SerializeToNode(new ClusterDefinition(), JsonForm.Strict)!.AsObject();

    [Fact]
    public void It_has_the_properties_and_defaults_of_the_code_and_refuses_others()
    {
        JsonObject properties = Schema["properties"]!.AsObject();
        Assert.False((bool)Schema["additionalProperties"]!);
        Assert.Equal(Code.Select(property => property.Key).Order(), properties.Select(property => property.Key).Order());
        foreach ((string name, JsonNode? property) in properties)
        {
            Assert.EndsWith(".", (string)property!["description"]!, StringComparison.Ordinal);
            Assert.True(JsonNode.DeepEquals(Code[name], property["default"]), name);
        }
    }

    [Fact]
    public void It_has_the_words_of_the_code() => Assert.Equal(
        Enum.GetNames<ClusterStore>().Select(name => name.ToLowerInvariant()),
        Schema["properties"]!["store"]!["enum"]!.AsArray().Select(word => (string)word!));
}
