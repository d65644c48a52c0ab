using System.Collections.Concurrent;
using RlQuery.Core.Numerics;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Training;

/// <summary>A run that is stopped and resumed ends in the same bytes as one that was not: checkpoint, policy and training.csv.</summary>
public sealed class ResumingTests : IDisposable
{
    // Some 25 rounds of 15 steps; those of imitation are longer.
    private const long Steps = 440;
    private const long ImitationSteps = 1000;

    private static readonly ConcurrentDictionary<string, Dictionary<string, byte[]>> Uninterrupted = [];

    private readonly TinyEnvironment _tiny = new();

    public ResumingTests() => TorchRuntime.Initialize("cpu");

    // Imitation with all that it does not do by default.
    private const string Ensemble = "ensemble";
    private const string EnsembleOptions =
        """, "members": 3, "averaging": 0.9, "weightDecay": 0.1, "ownRollouts": 0.5, "ownRolloutsAfter": 300, "threshold": 0.5""";
    private const string EnsembleLearners = """{ "logistic-regression": 0.8, "random-forest": 0.2 }""";

    /// <summary>Every agent.</summary>
    public static TheoryData<string> Agents => ["dqn", "policy-gradient", "imitation", Ensemble, "evolution"];

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [MemberData(nameof(Agents))]
    public void After_cancelling_between_rounds(string agent)
    {
        Dictionary<string, byte[]> expected = AtOnce(agent);
        var draws = new Pcg64(1);
        int stops = 0;
        for (bool finished = false; !finished;)
        {
            int rounds = 1 + draws.NextInt(4);
            using var cancel = new CancellationTokenSource();
            var callback = new Following(made =>
            {
                if (made == rounds)
                {
                    cancel.Cancel();
                }
                return true;
            });
            finished = Finishes(_tiny.Trainer("stopped", StepsOf(agent), NameOf(agent), resume: true, callback: callback), cancel.Token);
            stops += finished ? 0 : 1;
        }
        Assert.True(stops >= 3, $"{stops} stops");
        AssertSame(expected, _tiny.Files("stopped", _tiny.Trainer("stopped", StepsOf(agent), NameOf(agent), resume: true)));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void No_round_is_made_after_cancelling_even_if_it_was_played_ahead(string agent)
    {
        AtOnce(agent);
        using var cancel = new CancellationTokenSource();
        const int Rounds = 6;
        var callback = new Following(made =>
        {
            if (made == Rounds)
            {
                // Long enough for the next round to be played meanwhile.
                Thread.Sleep(500);
                cancel.Cancel();
            }
            return true;
        });
        Assert.False(Finishes(_tiny.Trainer("late", StepsOf(agent), NameOf(agent), callback: callback), cancel.Token));
        Assert.Equal(Rounds, callback.Rounds);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void After_cancelling_at_any_moment(string agent)
    {
        Dictionary<string, byte[]> expected = AtOnce(agent);
        bool finished = false;
        for (int milliseconds = 1; !finished; milliseconds += 3)
        {
            using var cancel = new CancellationTokenSource();
            var canceller = new Thread(() =>
            {
                Thread.Sleep(milliseconds);
                cancel.Cancel();
            });
            Trainer trainer = _tiny.Trainer("stopped", StepsOf(agent), NameOf(agent), resume: true);
            canceller.Start();
            finished = Finishes(trainer, cancel.Token);
            canceller.Join();
        }
        AssertSame(expected, _tiny.Files("stopped", _tiny.Trainer("stopped", StepsOf(agent), NameOf(agent), resume: true)));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void After_being_killed(string agent)
    {
        Dictionary<string, byte[]> expected = AtOnce(agent);
        for (int rounds = 1; rounds <= 7; rounds += 2)
        {
            // What is thrown here leaves the checkpoint of an earlier round, as a kill does.
            var callback = new Following(made => made == rounds ? throw new InvalidDataException("killed") : true);
            Assert.Throws<InvalidDataException>(
                () => _tiny.Trainer("killed", StepsOf(agent), NameOf(agent), resume: true, eager: true, callback: callback).Run(CancellationToken.None));
        }
        var last = new Following(_ => true);
        AssertSame(expected, _tiny.Files("killed", _tiny.Trainer("killed", StepsOf(agent), NameOf(agent), resume: true, callback: last)));
        Assert.InRange(last.Start, 100, StepsOf(agent) - 1);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void On_any_number_of_threads(string agent)
    {
        Dictionary<string, byte[]> expected = AtOnce(agent);
        AssertSame(expected, _tiny.Files("one", _tiny.Trainer("one", StepsOf(agent), NameOf(agent), jobs: 1)));
        AssertSame(expected, _tiny.Files("three", _tiny.Trainer("three", StepsOf(agent), NameOf(agent), jobs: 3)));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void With_more_steps_as_the_longer_run_at_once(string agent)
    {
        Dictionary<string, byte[]> expected = AtOnce(agent);
        _tiny.Trainer("longer", StepsOf(agent) / 3, NameOf(agent)).Run(CancellationToken.None);
        Assert.NotEqual(expected["checkpoint.bin"], File.ReadAllBytes(_tiny.CheckpointOf("longer")));
        AssertSame(expected, _tiny.Files("longer", _tiny.Trainer("longer", StepsOf(agent), NameOf(agent), resume: true)));
    }

    [Theory]
    [InlineData(Steps)]
    [InlineData(Steps / 2)]
    public void A_finished_run_stays_as_it_is(long steps)
    {
        Dictionary<string, byte[]> expected = _tiny.Files("once", _tiny.Trainer("once", Steps));
        DateTime written = File.GetLastWriteTimeUtc(_tiny.CheckpointOf("once"));
        var callback = new Following(_ => true);
        AssertSame(expected, _tiny.Files("once", _tiny.Trainer("once", steps, resume: true, callback: callback)));
        Assert.Equal(0, callback.Rounds);
        Assert.InRange(callback.Start, Steps - 15, Steps);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_tiny.CheckpointOf("once")));
    }

    [Fact]
    public void Without_a_checkpoint_a_run_starts_over() =>
        AssertSame(AtOnce("dqn"), _tiny.Files("new", _tiny.Trainer("new", Steps, resume: true)));

    [Fact]
    public void Without_resume_a_run_starts_over()
    {
        Dictionary<string, byte[]> expected = AtOnce("dqn");
        _tiny.Trainer("again", Steps, seed: 2).Run(CancellationToken.None);
        AssertSame(expected, _tiny.Files("again", _tiny.Trainer("again", Steps)));
    }

    private static string NameOf(string agent) => agent == Ensemble ? "imitation" : agent;

    private static long StepsOf(string agent) => NameOf(agent) == "imitation" ? ImitationSteps : Steps;

    private Dictionary<string, byte[]> AtOnce(string agent)
    {
        _tiny.Write("environment.json", agent == Ensemble
            ? TinyEnvironment.Text(imitation: EnsembleOptions, learners: EnsembleLearners)
            : TinyEnvironment.Text());
        return Uninterrupted.GetOrAdd(agent, _ =>
        {
            Dictionary<string, byte[]> files = _tiny.Files("once", _tiny.Trainer("once", StepsOf(agent), NameOf(agent)));
            Assert.Superset(new HashSet<string> { "checkpoint.bin", "policy.json", "policy.safetensors", "training.csv" }, files.Keys.ToHashSet());
            return files;
        });
    }

    private static bool Finishes(Trainer trainer, CancellationToken cancel)
    {
        try
        {
            trainer.Run(cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static void AssertSame(Dictionary<string, byte[]> expected, Dictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, file => Assert.True(file.Value.AsSpan().SequenceEqual(actual[file.Key]), file.Key));
    }
}
