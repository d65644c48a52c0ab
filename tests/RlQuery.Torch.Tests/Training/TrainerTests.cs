using RlQuery.Core;
using RlQuery.Core.Policies;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TinyEnvironment _tiny = new();

    public TrainerTests() => TorchRuntime.Initialize("cpu");

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Steps_episodes_and_validations_are_counted()
    {
        TrainingResult result = Run(_tiny.Trainer("run", steps: 400));
        Assert.Equal(result.Steps, result.Rows[^1].EnvSteps);
        Assert.InRange(result.Steps, 386, 400);
        // Before the first round there is the start.
        for (int round = 0; round < result.Rows.Count; round++)
        {
            Assert.Equal(3 * round, result.Rows[round].Episodes);
            Assert.Equal(result.Rows[0].EnvSteps + (15 * round), result.Rows[round].EnvSteps);
            Assert.Equal(round > 0, double.IsFinite(result.Rows[round].ReturnMean));
            Assert.Equal(round % 2 == 0, double.IsFinite(result.Rows[round].ValidationScore));
            Assert.Equal(round % 2 == 0, double.IsFinite(result.Rows[round].ValidationError));
        }
        Assert.Equal(result.Rows.Max(row => double.IsNaN(row.ValidationScore) ? double.MinValue : row.ValidationScore), result.BestScore);
        Assert.Contains(result.Rows, row => row.EnvSteps == result.Document.EnvSteps && row.ValidationScore == result.BestScore);
    }

    [Theory]
    [InlineData("dqn")]
    [InlineData("policy-gradient")]
    [InlineData("imitation")]
    [InlineData("evolution")]
    public void Another_seed_gives_another_policy(string agent)
    {
        Run(_tiny.Trainer("one", 300, agent, seed: 1)).Write(_tiny.At("one", "policy"));
        Run(_tiny.Trainer("two", 300, agent, seed: 2)).Write(_tiny.At("two", "policy"));
        Assert.NotEqual(
            File.ReadAllBytes(_tiny.At("one", "policy", "policy.safetensors")), File.ReadAllBytes(_tiny.At("two", "policy", "policy.safetensors")));
    }

    [Theory]
    [InlineData("[\"table.csv\"]")]
    [InlineData("[]")]
    public void The_policy_is_the_best_on_the_validation_sets_or_without_them_on_problems_like_those_of_training(string validation)
    {
        _tiny.Write("environment.json", TinyEnvironment.Text(validation: validation));
        TrainingResult judged = Run(_tiny.Trainer("judged", 400));
        TensorFile checkpoint = SafetensorsReader.Read(_tiny.CheckpointOf("judged"));
        Assert.All(judged.Weights.Names, name => Assert.Equal(checkpoint.Float32($"best.{name}"), judged.Weights.Float32(name)));
        Assert.Equal(judged.Rows.Max(row => double.IsNaN(row.ValidationScore) ? double.MinValue : row.ValidationScore), judged.BestScore);
    }

    [Theory]
    [InlineData("dqn")]
    [InlineData("policy-gradient")]
    [InlineData("evolution")]
    public void Training_starts_as_margin_sampling(string agent)
    {
        _tiny.Write("environment.json", TinyEnvironment.Text(validation: "[]"));
        TrainingResult result = Run(_tiny.Trainer("start", 300, agent));
        Assert.Equal((0, 0), (result.Rows[0].ValidationScore, result.Rows[0].ValidationError));
    }

    [Fact]
    public void A_policy_that_is_never_validated_is_the_last_and_has_not_seen_the_validation_sets()
    {
        _tiny.Write("environment.json", TinyEnvironment.Text(patience: "1").Replace("\"validateEvery\": 2", "\"validateEvery\": 0", StringComparison.Ordinal));
        TrainingResult last = Run(_tiny.Trainer("last", 400, "imitation"));
        TensorFile checkpoint = SafetensorsReader.Read(_tiny.CheckpointOf("last"));
        Assert.All(last.Weights.Names, name => Assert.Equal(checkpoint.Float32($"network.{name}"), last.Weights.Float32(name)));
        Assert.All(last.Rows, row => Assert.True(double.IsNaN(row.ValidationScore)));
        Assert.Equal((last.Steps, 0), (last.Document.EnvSteps, last.Document.Data.Count));
    }

    [Fact]
    public void Patience_ends_a_run_early_and_it_stays_ended()
    {
        _tiny.Write("environment.json", TinyEnvironment.Text(patience: "2"));
        TrainingResult result = Run(_tiny.Trainer("run", 5000));
        Assert.InRange(result.Steps, 1, 4999);
        double[] scores = [.. result.Rows.Select(row => row.ValidationScore).Where(double.IsFinite)];
        Assert.True(scores[..^2].Max() >= scores[^2..].Max());
        byte[] checkpoint = File.ReadAllBytes(_tiny.CheckpointOf("run"));
        foreach (long steps in new[] { 5000, 9000 })
        {
            Assert.Equal(result.Steps, Run(_tiny.Trainer("run", steps, resume: true)).Steps);
            Assert.Equal(checkpoint, File.ReadAllBytes(_tiny.CheckpointOf("run")));
        }
    }

    [Fact]
    public void A_callback_ends_a_run()
    {
        var callback = new Following(rounds => rounds < 4);
        TrainingResult result = Run(_tiny.Trainer("run", 5000, callback: callback));
        Assert.Equal(1 + 4, result.Rows.Count);
        Assert.Equal(result.Rows[0].EnvSteps, callback.Start);
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_and_what_differs_is_named()
    {
        Run(_tiny.Trainer("run", 200));
        byte[] before = File.ReadAllBytes(_tiny.CheckpointOf("run"));
        AssertRefused(["agent was dqn and is imitation now"], () => _tiny.Trainer("run", 400, "imitation", resume: true));
        AssertRefused(["seed was 1 and is 2 now"], () => _tiny.Trainer("run", 400, seed: 2, resume: true));

        _tiny.Write("table.csv", TinyEnvironment.Table(rows: 30));
        AssertRefused(["data set table was "], () => _tiny.Trainer("run", 400, resume: true));

        _tiny.Write("environment.json", TinyEnvironment.Text(budget: "6"));
        AssertRefused(["seed was 1 and is 3 now", "environment was ", "data set table was "], () => _tiny.Trainer("run", 400, seed: 3, resume: true));
        Assert.Equal(before, File.ReadAllBytes(_tiny.CheckpointOf("run")));

        void AssertRefused(string[] differences, Func<Trainer> trainer)
        {
            IReadOnlyList<string> faults = Assert.Throws<InvalidInputException>(() => Run(trainer())).Faults;
            Assert.Equal(differences.Length, faults.Count);
            for (int i = 0; i < differences.Length; i++)
            {
                Assert.StartsWith($"{_tiny.CheckpointOf("run")}: {differences[i]}", faults[i]);
            }
        }
    }

    [Fact]
    public void A_checkpoint_of_another_version_is_refused_by_its_format()
    {
        Run(_tiny.Trainer("run", 200));
        TensorFile older = SafetensorsReader.Read(_tiny.CheckpointOf("run"));
        string identity = string.Concat(older.Int64("identity").Select(value => (char)value)).Replace("checkpoint format\t2\n", "", StringComparison.Ordinal);
        var written = new TensorFile();
        written.Add("identity", [.. identity.Select(letter => (long)letter)]);
        written.Add("adam.steps", new[] { 1L });
        SafetensorsWriter.Write(_tiny.CheckpointOf("run"), written);
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Run(_tiny.Trainer("run", 400, resume: true))).Faults);
        Assert.Contains("checkpoint format was none and is 2 now", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_in_one_line()
    {
        Run(_tiny.Trainer("run", 200));
        byte[] whole = File.ReadAllBytes(_tiny.CheckpointOf("run"));
        var foreign = new TensorFile();
        foreign.Add("x", new[] { 1f });
        SafetensorsWriter.Write(_tiny.At("foreign.bin"), foreign);
        byte[][] damaged = [[], whole[..7], whole[..100], whole[..(whole.Length / 2)], whole[..^1], [.. whole, 0], File.ReadAllBytes(_tiny.At("foreign.bin"))];
        foreach (byte[] bytes in damaged)
        {
            File.WriteAllBytes(_tiny.CheckpointOf("run"), bytes);
            string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Run(_tiny.Trainer("run", 400, resume: true))).Faults);
            Assert.StartsWith(_tiny.CheckpointOf("run"), fault);
            Assert.DoesNotContain('\n', fault);
            Assert.Equal(bytes, File.ReadAllBytes(_tiny.CheckpointOf("run")));
        }
    }

    [Fact]
    public void What_cannot_be_trained_is_refused_before_anything_is_written()
    {
        _tiny.Write("environment.json", "{ \"training\": { \"synthetic\": [\"moons\"] } }");
        Assert.Equal("environment: signals names none; an agent needs at least one", Fault());
        _tiny.Write("environment.json", "{ \"signals\": [\"margin\"] }");
        Assert.Equal("environment: training names no data; give training.data or training.synthetic", Fault());
        _tiny.Write("environment.json", "{ \"signals\": [\"margin\"], \"training\": { \"data\": [\"table.csv\"] }, \"startPerClass\": 12 }");
        Assert.Equal("startPerClass: every pool of the training data is labelled at the start; use less, or larger sets", Fault());
        Assert.False(Directory.Exists(_tiny.At("run")));

        string Fault() => Assert.Single(Assert.Throws<InvalidInputException>(() => Run(_tiny.Trainer("run", 100))).Faults);
    }

    [Theory]
    [InlineData("dqn")]
    [InlineData("policy-gradient")]
    [InlineData("imitation")]
    [InlineData("evolution")]
    public void Sets_that_are_labelled_whole_at_the_start_do_no_harm(string agent)
    {
        // Of 24 rows 12 are the pool, so that every second episode or so has nothing to query.
        _tiny.Write("environment.json", TinyEnvironment.Text(validation: "[]")
            .Replace("\"synthetic\"", "\"data\": [\"table.csv\"], \"synthetic\"", StringComparison.Ordinal)
            .Replace("\"budget\"", "\"startPerClass\": 12, \"budget\"", StringComparison.Ordinal));
        TrainingResult result = Run(_tiny.Trainer("run", 300, agent));
        Assert.InRange(result.Steps, 200, 300);
        Assert.All(result.Rows.Skip(1), row => Assert.True(double.IsFinite(row.ReturnMean)));
    }

    private static TrainingResult Run(Trainer trainer) => trainer.Run(CancellationToken.None);
}
