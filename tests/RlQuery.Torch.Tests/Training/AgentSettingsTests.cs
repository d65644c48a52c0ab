using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Training;

public sealed class AgentSettingsTests
{
    private static readonly JsonSerializerOptions Json = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void What_an_environment_does_not_say_is_the_default()
    {
        Dictionary<string, double> none = [];
        Assert.Equal(
            new DqnOptions { ShortlistSignal = "margin", Hidden = [], Initial = none }, (DqnOptions)Options("dqn", "{}") with { Hidden = [], Initial = none });
        var read = (DqnOptions)Options("dqn", "{ \"dqn\": { \"nSteps\": 7, \"hidden\": [3, 2], /* a remark */ }, \"imitation\": {} }");
        Assert.Equal((7, 0.98), (read.NSteps, read.Discount));
        Assert.Equal([3, 2], read.Hidden);
    }

    [Theory]
    [InlineData("dqn", "\"nSteps\": 0", "agents.dqn.nSteps: 0 is not allowed; use 1..1000")]
    [InlineData("dqn", "\"discount\": 1.5", "agents.dqn.discount: 1.5 is not allowed; use 0..1")]
    [InlineData("dqn", "\"learningRate\": 0", "agents.dqn.learningRate: 0 is not allowed; use 1E-06..1")]
    [InlineData("dqn", "\"shortlistShare\": 0", "agents.dqn.shortlistShare: 0 is not allowed; use 1E-06..1")]
    [InlineData("dqn", "\"learningStarts\": 210000", "agents.dqn.learningStarts: 210000 is not allowed; use 1..100000")]
    [InlineData("dqn", "\"learningStarts\": 1, \"replayCapacity\": 0", "agents.dqn.replayCapacity: 0 is not allowed; use 1..1000000")]
    [InlineData("dqn", "\"hidden\": [1, 2, 3, 4, 5]", "agents.dqn.hidden: [1, 2, 3, 4, 5] is not allowed; use up to four widths of 1..1024")]
    [InlineData("dqn", "\"hidden\": [8, 0]", "agents.dqn.hidden: [8, 0] is not allowed; use up to four widths of 1..1024")]
    [InlineData("dqn", "\"hidden\": null", "agents.dqn.hidden: null is not allowed; use a list in brackets")]
    [InlineData("dqn", "\"hidden\": [8, \"a\"]", "agents.dqn.hidden[1]: \"a\" is not allowed; use a whole number, at most 2147483647")]
    [InlineData("dqn", "\"nStep\": 1", "agents.dqn: 'nStep' is unknown; did you mean 'nSteps'?")]
    [InlineData("dqn", "\"nSteps\": \"1\"", "agents.dqn.nSteps: \"1\" is not allowed; use a whole number, at most 2147483647")]
    [InlineData("policy-gradient", "\"temperature\": 0", "agents.policy-gradient.temperature: 0 is not allowed; use 0.001..1000")]
    [InlineData("policy-gradient", "\"nSteps\": 1", "agents.policy-gradient: 'nSteps' is unknown")]
    [InlineData("imitation", "\"candidates\": 1", "agents.imitation.candidates: 1 is not allowed; use 2..1000")]
    [InlineData("imitation", "\"members\": 17", "agents.imitation.members: 17 is not allowed; use 1..16")]
    [InlineData("imitation", "\"averaging\": 1", "agents.imitation.averaging: 1 is not allowed; use 0..0.9999")]
    [InlineData("imitation", "\"hidden\": []", "agents.imitation.hidden: [] is not allowed; use one to four widths of 1..1024")]
    [InlineData("evolution", "\"hidden\": [8]", "agents.evolution.hidden: [8] is not allowed; use [], a gated linear network")]
    [InlineData("evolution", "\"initial\": { \"margin\": 101 }", "agents.evolution.initial.margin: 101 is not allowed; use -100..100")]
    [InlineData("evolution", "\"initial\": { \"entropy\": 1 }", "agents.evolution.initial: 'entropy' is none of the environment's signals; use margin")]
    [InlineData("imitation", "\"patience\": -1", "agents.imitation.patience: -1 is not allowed; use 0..100000")]
    public void A_setting_that_is_not_allowed_is_named_whichever_agent_is_trained(string agent, string member, string fault)
    {
        foreach (string trained in Known.Agents)
        {
            Assert.StartsWith(fault, Assert.Single(Faults(trained, $"{{ \"{agent}\": {{ {member} }} }}")));
        }
    }

    [Fact]
    public void An_unknown_shortlist_signal_is_named_with_all_that_there_are() => Assert.StartsWith(
        "agents.dqn.shortlistSignal: 'margins' is unknown; use least-confidence, margin, ",
        Assert.Single(Faults("dqn", "{ \"dqn\": { \"shortlistSignal\": \"margins\" } }")));

    [Fact]
    public void More_than_memory_holds_is_refused() => Assert.Equal(
        [
            "agents.dqn.replayCapacity: 1000000 with nextCandidates 1000 is not allowed; use a product of at most 100000000",
            "agents.imitation.capacity: 1000000 with candidates 1000 is not allowed; use a product of at most 100000000",
        ],
        Faults("dqn", """
            { "dqn": { "replayCapacity": 1000000, "nextCandidates": 1000 }, "imitation": { "capacity": 1000000, "candidates": 1000 } }
            """));

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        [
            "agents: 'dqm' is unknown; did you mean 'dqn'?",
            "agent: 'imitate' is unknown; did you mean 'imitation'?",
            "agents.dqn.discount: 2 is not allowed; use 0..1",
            "agents.dqn.nSteps: 0 is not allowed; use 1..1000",
            "agents.imitation: 'x' is unknown; use",
        ],
        Faults("imitate", """
            { "dqm": {}, "dqn": { "nSteps": 0, "discount": 2 }, "imitation": { "x": 1 } }
            """).Select(fault => fault.Contains("'x'") ? fault[..37] : fault));

    [Fact]
    public void Ranges_of_a_tuning_are_held_to_what_each_setting_allows() => Assert.Equal(
        [
            "tune: 'dqm' is unknown; did you mean 'dqn'?",
            "tune.dqn: 'learnRate' is unknown; did you mean 'learningRate'?",
            "tune.dqn.learningRate: 1E-09 is not allowed; use 1E-06..1",
            "tune.dqn.hidden[0]: 1.5 is not allowed; use a whole number, at most 2147483647",
            "tune.dqn.hidden: [0] is not allowed; use up to four widths of 1..1024",
            "tune.dqn.nSteps: 1.5 is not allowed; use a whole number, at most 2147483647",
            "tune.dqn.nSteps: 2000 is not allowed; use 1..1000",
            "tune.dqn.shortlistSignal: 'margins' is unknown; use",
        ],
        Assert.Throws<InvalidInputException>(() => AgentSettings.Of(
            new EnvironmentDefinition
            {
                Tune = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyDictionary<string, TuneRange>>>(
                    """
                    {
                      "dqm": { "discount": { "uniform": [0, 9] } }, "policy-gradient": { "discount": { "uniform": [0, 1] } },
                      "dqn": {
                        "learnRate": { "log": [0.001, 0.1] }, "learningRate": { "log": [1e-9, 0.1] }, "hidden": { "choice": [[8], [1.5], [0]] },
                        "nSteps": { "uniform": [1.5, 2000] }, "shortlistSignal": { "choice": ["margin", "margins"] }, "batchSize": { "log": [1, 65536] }
                      }
                    }
                    """,
                    JsonSerializerOptions.Web)!,
            },
            "imitation", Known.Parts)).Faults.Select(
                fault => fault.Contains("unknown; use") ? fault[..(fault.IndexOf("; use", StringComparison.Ordinal) + 5)] : fault));

    [Fact]
    public void A_shortlist_that_the_task_cannot_rank_is_refused() => Assert.Equal(
        [
            "agents.dqn.shortlistFloor: 0.1 is not allowed in regression; it needs class probabilities, and numbers are predicted",
            "agents.policy-gradient.shortlistSignal: 'margin' needs class probabilities, and numbers are predicted",
        ],
        Assert.Throws<InvalidInputException>(() => AgentSettings.Of(
            new EnvironmentDefinition
            {
                Task = "regression",
                Agents = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
                    """{ "dqn": { "shortlistFloor": 0.1 }, "policy-gradient": { "shortlistSignal": "margin" } }""", Json)!,
            },
            "dqn", Known.Parts)).Faults);

    private static AgentOptions Options(string agent, string agents)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(agents, Json)!;
        return AgentSettings.Of(new EnvironmentDefinition { Signals = ["margin"], Agents = settings }, agent, Known.Parts);
    }

    private static IReadOnlyList<string> Faults(string agent, string agents) =>
        Assert.Throws<InvalidInputException>(() => Options(agent, agents)).Faults;
}
