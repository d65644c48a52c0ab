using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Making;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Agents.Evolution;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Agents.PolicyGradient;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Environments;

/// <summary>Holds environments/environment.schema.json and the code together.</summary>
public sealed class EnvironmentSchemaTests : IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly JsonObject Schema =
        JsonNode.Parse(File.ReadAllText(Path.Combine(EnvironmentsFolder.Locate(), "environment.schema.json")))!.AsObject();

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("rlquery-").FullName, "environment.json");

    /// <summary>Each object of the schema, by its path, and a new instance of the record that it describes.</summary>
    public static TheoryData<string> Objects => [.. Records.Keys];

    /// <summary>Every number of the schema, by its path; of the learners those that Core has, since the others come with the command.</summary>
    public static TheoryData<string> Numbers =>
        [.. Records.Keys.SelectMany(path => Properties(path).Where(property => IsNumber(property.Value)).Select(property => Join(path, property.Key)))
            .Concat(Known.Parts.All<ILearnerFactory>().Select(learner => Join("training.learners", learner.Name)))];

    private static Dictionary<string, object> Records => new()
    {
        [""] = new EnvironmentDefinition(),
        ["training"] = new TrainingData(),
        ["split"] = new SplitOptions(),
        ["make"] = new MakeDefinition(),
        ["reward"] = new RewardDefinition(),
        ["agents.dqn"] = new DqnOptions(),
        ["agents.policy-gradient"] = new PolicyGradientOptions(),
        ["agents.imitation"] = new ImitationOptions(),
        ["agents.evolution"] = new EvolutionOptions(),
    };

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Theory]
    [MemberData(nameof(Objects))]
    public void It_has_the_properties_of_the_code_and_no_others(string path)
    {
        string[] code = [.. Instance(path).Select(property => property.Key)];
        Assert.Equal(code.Order(), Properties(path).Keys.Order());
    }

    [Fact]
    public void That_of_experiments_has_the_properties_and_defaults_of_the_code()
    {
        string schema = File.ReadAllText(Path.Combine(EnvironmentsFolder.Locate(), "experiment.schema.json"));
        JsonObject properties = JsonNode.Parse(schema)!["properties"]!.AsObject();
        JsonObject code = JsonSerializer.SerializeToNode(new ExperimentDefinition(), Json)!.AsObject();
        Assert.Equal(code.Select(property => property.Key).Order(), properties.Select(property => property.Key).Order());
        Assert.All(
            code.Where(property => property.Key != "$schema"),
            property => Assert.True(JsonNode.DeepEquals(property.Value, properties[property.Key]!["default"]), property.Key));
    }

    [Fact]
    public void It_has_the_agents_of_the_code() => Assert.Equal(Known.Agents, Properties("agents").Keys);

    [Fact]
    public void Every_setting_of_an_agent_has_a_range_to_look_in()
    {
        Assert.Equal(Known.Agents, Properties("tune").Keys);
        Assert.All(Known.Agents, agent => Assert.Equal(Properties($"agents.{agent}").Keys, Properties($"tune.{agent}").Keys));
        Assert.Equal(
            Instance("range").Select(property => property.Key).Except(["bounds"]), Definition("range")["properties"]!.AsObject().Select(kind => kind.Key));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Its_defaults_are_those_of_the_code(string path)
    {
        JsonObject instance = Instance(path);
        foreach ((string name, JsonObject property) in Properties(path)
            .Where(property => property.Value["type"]?.ToString() != "object" && property.Key != "$schema"))
        {
            Assert.True(JsonNode.DeepEquals(instance[name], property["default"]), $"{Join(path, name)}: {property["default"]} and {instance[name]}");
        }
    }

    [Fact]
    public void Every_object_refuses_what_it_does_not_know_and_every_property_is_described()
    {
        Assert.All([.. Records.Keys, "agents"], path =>
        {
            Assert.False(At(path)["additionalProperties"]!.GetValue<bool>());
            Assert.All(Properties(path), property => Assert.EndsWith(".", property.Value["description"]?.ToString(), StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_code_allows_the_bounds_of_a_number_and_nothing_beyond(string path)
    {
        JsonObject property = At(path);
        decimal step = property["type"]!.ToString() == "integer" ? 1 : 0.0000001m;
        foreach ((string bound, int side) in new[] { ("minimum", -1), ("maximum", 1) })
        {
            if (property[bound] is JsonNode edge)
            {
                decimal value = edge.GetValue<decimal>();
                Assert.Empty(Faults(path, value));
                Assert.Contains(path, Assert.Single(Faults(path, value + (side * step))));
            }
            else
            {
                decimal value = property["exclusive" + char.ToUpperInvariant(bound[0]) + bound[1..]]!.GetValue<decimal>();
                Assert.Contains(path, Assert.Single(Faults(path, value)));
                Assert.Empty(Faults(path, value - (side * step)));
            }
        }
    }

    [Fact]
    public void The_code_allows_one_to_four_hidden_layers_of_the_widths_that_it_names()
    {
        JsonObject hidden = Properties("agents.imitation")["hidden"];
        (int fewest, int most) = (hidden["minItems"]!.GetValue<int>(), hidden["maxItems"]!.GetValue<int>());
        (int narrowest, int widest) = (hidden["items"]!["minimum"]!.GetValue<int>(), hidden["items"]!["maximum"]!.GetValue<int>());
        Assert.All([Widths(fewest, narrowest), Widths(most, widest)], widths => Assert.Empty(Faults("agents.imitation.hidden", widths)));
        Assert.All(
            [Widths(fewest - 1, 8), Widths(most + 1, 8), Widths(1, narrowest - 1), Widths(1, widest + 1)],
            widths => Assert.Single(Faults("agents.imitation.hidden", widths)));

        static int[] Widths(int count, int width) => [.. Enumerable.Repeat(width, count)];
    }

    /// <summary>What the code says to an environment in which one member has a value.</summary>
    private string[] Faults(string path, object value)
    {
        JsonNode node = JsonSerializer.SerializeToNode(value)!;
        string[] names = path.Split('.');
        foreach (string name in names.Reverse())
        {
            node = new JsonObject { [name] = node };
        }
        if (Known.Parts.TryFind<ILearnerFactory>(names[^1]) is { } learner)
        {
            node["task"] = Known.Parts.All<ITask>().First(task => task.Unit == learner.Predicts).Name;
        }
        else if (names[^1] == "nextCandidates")
        {
            // Their product has a bound too.
            node["agents"]!["dqn"]!["replayCapacity"] = 2000;
        }
        else if (names[^1] == "learningStarts")
        {
            // Its range ends where the replay does.
            node["agents"]!["dqn"]!["replayCapacity"] = Properties("agents.dqn")["replayCapacity"]["maximum"]!.GetValue<int>();
        }
        else if (names[^1] == "replayCapacity")
        {
            node["agents"]!["dqn"]!["learningStarts"] = 1;
        }
        else if (names[^1] == "startLabels")
        {
            node["task"] = "regression";
        }
        File.WriteAllText(_file, node.ToJsonString());
        try
        {
            AgentSettings.Of(EnvironmentFile.Read(_file, Known.Parts), "dqn", Known.Parts);
            return [];
        }
        catch (InvalidInputException e)
        {
            return [.. e.Faults];
        }
    }

    private static JsonObject Instance(string path) => JsonSerializer.SerializeToNode(path == "range" ? new TuneRange() : Records[path], Json)!.AsObject();

    private static bool IsNumber(JsonObject property) => property["type"]?.ToString() is "integer" or "number";

    private static JsonObject Definition(string name) => Schema["$defs"]![name]!.AsObject();

    private static JsonObject At(string path) =>
        path.Length == 0 ? Schema : path.Split('.').Aggregate(Schema, (node, name) => Resolve(node["properties"]![name]!.AsObject()));

    private static Dictionary<string, JsonObject> Properties(string path) =>
        At(path)["properties"]!.AsObject().ToDictionary(property => property.Key, property => Resolve(property.Value!.AsObject()));

    // What stands beside a reference counts too.
    private static JsonObject Resolve(JsonObject property)
    {
        if (property["$ref"] is not JsonNode reference)
        {
            return property;
        }
        JsonObject resolved = Definition(reference.ToString()["#/$defs/".Length..]).DeepClone().AsObject();
        foreach ((string name, JsonNode? value) in property.Where(entry => entry.Key != "$ref"))
        {
            resolved[name] = value!.DeepClone();
        }
        return resolved;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
