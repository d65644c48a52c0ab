using RlQuery.Core.Data;
using RlQuery.Core.Policies;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Live;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Policies;
using RlQuery.Core.Streams.Sources;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Core.Tests.Streams;

/// <summary>Learned policies for streams, and the environment in which they learn.</summary>
public sealed class StreamPolicyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-stream-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_start_asks_as_the_quantile_filter_does_while_budget_is_left()
    {
        // With a wide budget, both are the same rule.
        IStreamSource source = StreamSources.Find("sea-sudden");
        foreach (double rate in (double[])[0.1, 0.3])
        {
            var policy = PrequentialRun.Play(source, StreamLearners.All[0], Policy(StreamPolicy.QuantileFilter()), rate, 1500, 3);
            var filter = PrequentialRun.Play(source, StreamLearners.All[0], StreamStrategies.Find("quantile-filter"), rate, 1500, 3);
            Assert.InRange(policy.Asked, 0.9 * filter.Asked, 1.1 * filter.Asked);
            Assert.InRange(policy.Accuracy - filter.Accuracy, -0.02, 0.02);
        }
    }

    [Fact]
    public void No_weights_overdraw_the_budget()
    {
        float[] always = new float[1 + StreamSituation.Values.Count];
        always[0] = 1;
        foreach (double rate in (double[])[0.01, 0.1])
        {
            var run = PrequentialRun.Play(StreamSources.Find("sea-sudden"), StreamLearners.All[1], Policy(always), rate, 3000, 3);
            Assert.InRange(run.Asked, rate * 3000, Policy(always).Most(rate, 3000));
        }
        float[] never = new float[1 + StreamSituation.Values.Count];
        never[0] = -1;
        Assert.Equal(0, PrequentialRun.Play(StreamSources.Find("sea-sudden"), StreamLearners.All[1], Policy(never), 0.5, 200, 3).Asked);
    }

    [Fact]
    public void All_state_values_are_finite_and_bounded()
    {
        var environment = new StreamEnvironment(Tasks("clusters-sudden", "sea-gradual"));
        for (ulong seed = 0; seed < 6; seed++)
        {
            environment.Reset(seed);
            while (environment.Running)
            {
                Assert.All(environment.State.ToArray(), value => Assert.InRange(value, -1.001f, 2.001f));
                environment.Step(seed % 2 == 0 || environment.State[11] > 0.8);
            }
        }
    }

    [Fact]
    public void The_same_seed_and_actions_give_the_same_episode_whatever_was_played_before()
    {
        var environment = new StreamEnvironment(Tasks("clusters-sudden", "sea-gradual"));
        environment.Reset(5);
        string first = Play(environment);
        environment.Reset(6);
        Assert.NotEqual(first, Play(environment));
        environment.Reset(5);
        Assert.Equal(first, Play(environment));
        environment.Restart();
        Assert.Equal(first, Play(environment));
        Assert.Throws<InvalidOperationException>(() => environment.Step(true));
    }

    [Fact]
    public void An_episode_is_truncated_at_its_length_and_terminated_where_a_table_ends()
    {
        var environment = new StreamEnvironment(Tasks("sea-steady"));
        environment.Reset(1);
        StreamStep last = Steps(environment).Last();
        Assert.True(last is { Truncated: true, Terminated: false });
        var data = Dataset.ForClassification("t", "t.csv", [1, 2, 3, 4], [0, 1, 0, 1], ["x"], ["a", "b"]);
        environment = new StreamEnvironment(Tasks() with { Sources = [new TableSource(data)] });
        environment.Reset(1);
        StreamStep[] steps = [.. Steps(environment)];
        Assert.Equal(4, steps.Length);
        Assert.True(steps[^1] is { Truncated: false, Terminated: true });
    }

    [Fact]
    public void Rewards_are_what_the_reference_is_behind()
    {
        // The quantile filter's own decisions, but for rounding, earn next to nothing against it in 600 items.
        StreamTasks tasks = Tasks("sea-sudden") with { Rates = [0.1] };
        var environment = new StreamEnvironment(tasks);
        environment.Reset(8);
        double sum = 0;
        while (environment.Running)
        {
            sum += environment.Step(environment.State[0] + environment.State[1] >= 0).Reward;
        }
        Assert.InRange(sum, -8, 8);
        // No question is worse than its questions.
        environment.Restart();
        Assert.True(Steps(environment, ask: false).Sum(step => step.Reward) < -20);
    }

    [Fact]
    public void A_policy_that_is_written_and_read_asks_the_same()
    {
        float[] weights = [.. StreamPolicy.QuantileFilter().Select((weight, i) => weight + (i / 30f))];
        var file = new TensorFile();
        StreamPolicy.Shape().Write(file, "", weights);
        StreamPolicyFolder.Save(_folder, Document(), file);
        IStreamStrategy read = StreamPolicyFolder.Load(_folder);
        Assert.Equal(
            PrequentialRun.Play(StreamSources.Find("sea-sudden"), StreamLearners.All[0], Policy(weights), 0.1, 700, 3).Curve(10),
            PrequentialRun.Play(StreamSources.Find("sea-sudden"), StreamLearners.All[0], read, 0.1, 700, 3).Curve(10));
        Assert.Equal(["clusters-sudden"], StreamPolicyFolder.TrainedOn(_folder));
    }

    [Fact]
    public void A_policy_that_is_saved_amid_a_stream_goes_on_as_if_it_had_not_been()
    {
        string[] lines =
        [
            .. Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"{{\"id\":{i},\"features\":{{\"x\":{i * 37 % 11},\"y\":{i * 53 % 17}}}}}")),
        ];
        string Answers(string name, int stop)
        {
            var answers = new List<string>();
            foreach (string[] part in (string[][])[lines[..stop], lines[stop..]])
            {
                using LiveRun stream = LiveRun.Open(Path.Combine(_folder, name), new LiveSettings
                {
                    Strategy = Policy(StreamPolicy.QuantileFilter()),
                    Learner = StreamLearners.All[2],
                    Classes = ["a", "b"],
                    Rate = 0.2,
                });
                answers.AddRange(part.Select((line, i) => stream.Answer(line, i, out _)));
            }
            return string.Join('\n', answers);
        }
        Assert.Equal(Answers("whole", 400), Answers("halves", 150));
    }

    [Fact]
    public void A_damaged_policy_is_refused_in_one_line()
    {
        Assert.Contains("no such file", Refusal(), StringComparison.Ordinal);
        var file = new TensorFile();
        StreamPolicy.Shape().Write(file, "", StreamPolicy.QuantileFilter());
        StreamPolicyFolder.Save(_folder, Document() with { Situation = 0 }, file);
        Assert.Contains("was trained by another version", Refusal(), StringComparison.Ordinal);
        StreamPolicyFolder.Save(_folder, Document(), file);
        string weights = Path.Combine(_folder, "policy.safetensors");
        byte[] bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        Assert.Contains("these are not the weights", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "stream-policy.json"), "{\"format\": 1");
        Assert.Contains("damaged", Refusal(), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Single(Assert.Throws<InvalidInputException>(() => StreamPolicyFolder.Load(_folder)).Faults);

    private static StreamPolicyDocument Document() => new()
    {
        Format = 1,
        Agent = "evolution",
        Situation = StreamSituation.Version,
        State = [.. StreamSituation.Values.Select(value => value.Name)],
        Network = StreamPolicy.Shape(),
        Streams = ["clusters-sudden"],
        Learners = ["naive-bayes"],
        Rates = [0.1],
        Items = 100,
        Seed = 0,
        Steps = 0,
    };

    private static StreamTasks Tasks(params string[] sources) => new()
    {
        Sources = [.. sources.Select(StreamSources.Find)],
        Learners = StreamLearners.All,
        Rates = [0.05, 0.2],
        Items = 600,
    };

    private static StreamPolicy Policy(float[] weights)
    {
        var network = new GatedLinearNetwork(StreamPolicy.Shape());
        network.Load(weights);
        return new StreamPolicy("mine", network, "hash");
    }

    private static IEnumerable<StreamStep> Steps(StreamEnvironment environment, bool ask = true)
    {
        while (environment.Running)
        {
            yield return environment.Step(ask);
        }
    }

    private static string Play(StreamEnvironment environment)
    {
        var seen = new List<string>();
        while (environment.Running)
        {
            StreamStep step = environment.Step(environment.State[11] > 0.5);
            seen.Add($"{string.Join(',', environment.State.ToArray())}:{step.Reward}");
        }
        return string.Join('\n', seen);
    }
}
