using RlQuery.Cli.Tests.Processes;
using RlQuery.Core.Numerics;

namespace RlQuery.Cli.Tests.Verbs;

[Trait("Category", Trials.Category)]
public sealed class TrainKillTests : TemporaryFolder
{
    private const int KillsOfOne = 3;

    // Some four seconds each.
    private static readonly (string Agent, string Steps)[] Agents =
    [
        ("dqn", "3000"), ("policy-gradient", "3000"), ("imitation", "3000"), ("evolution", "9000"),
    ];

    [Fact]
    public void Killed_at_any_moment_a_training_is_resumed_to_the_bytes_of_one_that_was_not()
    {
        string training = Write("env.json", """{"signals": ["margin", "density"], "training": {"synthetic": ["moons"]}}""");
        var generator = new Pcg64(43);
        int left = Trials.Kills(share: 1, few: KillsOfOne);
        for (int round = 0; left > 0; round++)
        {
            (string agent, string steps) = Agents[round % Agents.Length];
            string[] args = ["train", training, "--agent", agent, "--steps", steps, "--seed", $"{round}", "--out"];
            string cut = At($"cut-{round}", "out");
            for (int kill = 0; kill < KillsOfOne && left > 0; kill++, left--)
            {
                using var process = new CommandProcess([.. args, cut, "--resume"]);
                // While it starts, or soon after a checkpoint, which is also when it writes one.
                DateTime begun = DateTime.UtcNow;
                process.WaitFor(() => kill == 0 || File.GetLastWriteTimeUtc(Path.Combine(cut, "checkpoint.bin")) > begun);
                Thread.Sleep(generator.NextInt(kill == 0 ? 1500 : 900));
                process.Kill();
            }
            CommandRun rest = CommandRun.Of([.. args, cut, "--resume"]);
            Assert.True(rest.ExitCode == 0, rest.Error);
            Assert.Equal(0, CommandRun.Of([.. args, At($"whole-{round}", "out")]).ExitCode);
            Assert.Equal(Content(At($"whole-{round}")), Content(At($"cut-{round}")));
        }
    }
}
