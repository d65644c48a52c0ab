using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Training;
using RlQuery.Torch.Tuning;

namespace RlQuery.Torch.Tests.Tuning;

public sealed class TuneSpaceTests
{
    private const int Draws = 2000;

    public static TheoryData<string> Agents => [.. Known.Agents];

    [Fact]
    public void The_first_trial_has_the_settings_of_the_environment()
    {
        TuneSpace space = Space("""{ "nSteps": { "choice": [1, 2] }, "discount": { "uniform": [0, 0.5] } }""", """{ "nSteps": 7 }""");
        Assert.Equal("7 0.98", Text(space.Draw(seed: 3, trial: 1)));
        Assert.True(space.Settings(space.Draw(3, 1)).TryGetProperty("discount", out _));
    }

    [Fact]
    public void What_a_trial_draws_depends_on_the_seed_and_its_number_alone()
    {
        TuneSpace one = Space("""{ "learningRate": { "log": [0.0001, 0.1] } }""");
        TuneSpace more = Space("""{ "nSteps": { "choice": [1, 2, 3] }, "learningRate": { "log": [0.0001, 0.1] } }""");
        Assert.Equal(one.Draw(1, 17)["learningRate"]!.ToJsonString(), more.Draw(1, 17)["learningRate"]!.ToJsonString());
        Assert.Equal(Text(more.Draw(1, 17)), Text(more.Draw(1, 17)));
        Assert.Equal(50, Enumerable.Range(2, 50).Select(trial => Text(one.Draw(1, trial))).Distinct().Count());
        Assert.NotEqual(Text(one.Draw(1, 17)), Text(one.Draw(2, 17)));
    }

    [Fact]
    public void Logarithms_values_and_choices_are_uniform_within_their_ends()
    {
        TuneSpace space = Space("""
            {
              "learningRate": { "log": [0.0001, 0.01] }, "discount": { "uniform": [0.5, 1] }, "nSteps": { "uniform": [3, 6] },
              "batchSize": { "log": [1, 1000] }, "hidden": { "choice": [[8], [4, 4]] }
            }
            """);
        JsonObject[] drawn = [.. Enumerable.Range(2, Draws).Select(trial => JsonSerializer.SerializeToNode(space.Draw(5, trial))!.AsObject())];
        double[] Of(string name) => [.. drawn.Select(one => one[name]!.GetValue<double>())];

        Assert.All(Of("learningRate"), rate => Assert.InRange(rate, 1e-4, 1e-2));
        // Standard errors: of the mean logarithm 0.58 / sqrt(2000) = 0.013, of the mean discount 0.0032, of each share 0.011 or less; bounds are four of them.
        Assert.InRange(Of("learningRate").Average(Math.Log10), -3.052, -2.948);
        Assert.InRange(Of("discount").Average(), 0.737, 0.763);
        Assert.Equal([3, 4, 5, 6], Of("nSteps").Distinct().Order());
        Assert.All(Of("nSteps").GroupBy(n => n), same => Assert.InRange(same.Count() / (double)Draws, 0.206, 0.294));
        Assert.All(Of("batchSize"), size => Assert.InRange(size, 1, 1000));
        Assert.Equal(Of("batchSize"), Of("batchSize").Select(size => Math.Round(size)));
        Assert.InRange(drawn.Count(one => one["hidden"]!.ToJsonString() == "[8]") / (double)Draws, 0.455, 0.545);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void The_ranges_of_an_environment_that_names_none_are_allowed_and_hold_the_defaults(string agent)
    {
        var environment = new EnvironmentDefinition { Signals = ["margin"] };
        TuneSpace space = TuneSpace.Of(environment, agent, Known.Parts);
        Assert.InRange(space.Ranges.Count, 4, 8);
        var tune = new Dictionary<string, IReadOnlyDictionary<string, TuneRange>> { [agent] = space.Ranges };
        Assert.Empty(RangeFaults.Of(Known.Parts.All<IAgentDescriptor>(), environment with { Tune = tune }, Known.Parts));
        IReadOnlyDictionary<string, JsonNode?> own = space.Draw(0, 1);
        foreach ((string name, TuneRange range) in space.Ranges)
        {
            Assert.Null(range.Fault());
            if (range.Choice is { } choice)
            {
                Assert.Contains(choice, value => JsonNode.DeepEquals(JsonNode.Parse(value.GetRawText()), own[name]));
            }
            else
            {
                double[] ends = [.. (range.Log ?? range.Uniform)!];
                Assert.InRange(own[name]!.GetValue<double>(), ends[0], ends[1]);
            }
        }
    }

    private static TuneSpace Space(string ranges, string settings = "{}") => TuneSpace.Of(
        new EnvironmentDefinition
        {
            Signals = ["margin"],
            Agents = new Dictionary<string, JsonElement> { ["dqn"] = JsonSerializer.Deserialize<JsonElement>(settings) },
            Tune = new Dictionary<string, IReadOnlyDictionary<string, TuneRange>>
            {
                ["dqn"] = JsonSerializer.Deserialize<Dictionary<string, TuneRange>>(ranges, JsonSerializerOptions.Web)!,
            },
        },
        "dqn", Known.Parts);

    private static string Text(IReadOnlyDictionary<string, JsonNode?> drawn) => string.Join(' ', drawn.Values.Select(value => value!.ToJsonString()));
}
