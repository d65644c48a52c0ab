using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Agents;

namespace RlQuery.Studies.Tests.Generated;

/// <summary>The names that the JSON schemas of files allow, by which editors complete them.</summary>
public sealed class SchemaTests
{
    private static readonly Parts Parts = Known.Parts;

    [Fact]
    public void The_schema_of_environments_names_the_parts_that_there_are() =>
        GeneratedFile.AssertIs(Path.Combine("environments", "environment.schema.json"), text => Environment(new JsonText(text)).ToString());

    [Fact]
    public void The_schema_of_experiments_names_the_parts_that_there_are() =>
        GeneratedFile.AssertIs(Path.Combine("environments", "experiment.schema.json"), text => new JsonText(text)
            .With("properties/learners/items/enum", Names<ILearnerFactory>())
            .With("properties/strategies/items/enum", Names<IQueryStrategy>())
            .With("properties/metrics/items/enum", Names<IMetric>()).ToString());

    [Fact]
    public void A_value_is_replaced_and_all_else_stays_as_it_was()
    {
        var text = new JsonText("{ \"a\": [1,  { \"b\": \"c\" }],\n  \"d\": [] }");
        Assert.Equal("{ \"a\": [1,  { \"b\": \"x\" }],\n  \"d\": [] }", text.With("a/1/b", "x").ToString());
        Assert.Equal("{ \"a\": [1,  { \"b\": \"c\" }],\n  \"d\": [\"x\", \"y\"] }", text.With("d", ["x", "y"]).ToString());
        string[] many = [.. Enumerable.Range(0, 60).Select(i => $"name-{i}")];
        Assert.All(text.With("d", many).ToString().Split('\n'), line => Assert.InRange(line.Length, 1, 150));
        Assert.Equal("{ \"a\": [1,  { \"b\": \"c\" }],\n  \"d\": {\n    \"x\": 1\n  } }", text.WithMembers("d", ["x"], "1").ToString());
    }

    private static JsonText Environment(JsonText text)
    {
        string[] synthetic = [.. Names<ISyntheticTask>()];
        text = text
            .With("properties/task/enum", Names<ITask>())
            .WithMembers("properties/training/properties/learners/properties", Names<ILearnerFactory>(), "{ \"$ref\": \"#/$defs/learnerShare\" }")
            .With("properties/learner/enum", Names<ILearnerFactory>())
            .With(
                "properties/reward/properties/kind/description",
                string.Join(". ", Parts.All<IRewardFactory>().Select(one => $"{one.Name}: {one.Description}")) + ".")
            .With("properties/reward/properties/kind/enum", Parts.All<IRewardFactory>().SelectMany(one => one.Aliases.Prepend(one.Name)))
            .With("$defs/dataSet/anyOf/0/enum", Catalog.Load().Entries.Select(entry => entry.Name))
            .With(
                "$defs/dataSet/anyOf/1/pattern",
                $"\\.({string.Join('|', Parts.All<ITableFormat>().SelectMany(one => one.Extensions).Distinct().Select(one => one[1..]))})(\\.gz)?$")
            .With("$defs/syntheticTask/anyOf/0/enum", synthetic)
            .With("$defs/syntheticTask/anyOf/1/pattern", $"^({string.Join('|', synthetic)})(\\+({string.Join('|', SyntheticTasks.WrapperNames)}))+$")
            .With("$defs/signal/enum", Names<ISignal>())
            .With("$defs/stateValue/enum", Names<IStateValue>());
        foreach (IAgentDescriptor agent in Parts.All<IAgentDescriptor>())
        {
            text = text.With($"properties/agents/properties/{agent.Name}/description", agent.Description).With(
                $"properties/tune/properties/{agent.Name}/description", agent.Description);
        }
        return text;
    }

    private static IEnumerable<string> Names<T>()
        where T : class, IPart => Parts.All<T>().Select(part => part.Name);
}
