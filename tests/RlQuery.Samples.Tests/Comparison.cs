using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.MicrosoftML;

namespace RlQuery.Samples.Tests;

/// <summary>Compares a policy with margin sampling on a data set that it has not seen, and steps through an environment by hand.</summary>
internal static class Comparison
{
    public static void Run()
    {
        #region README
        Parts parts = StandardParts.Create();
        var environment = LoadedEnvironment.Read("environments/quickstart.json", parts, new MixedTableFeaturizer());
        Problem problem = environment.Problem.Create(environment.Evaluation[0], seed: 0);
        LearnedPolicy policy = PolicyReader.Load("policies/quickstart", parts);

        var runner = new StrategyRunner(environment.Learner, new EpisodeOptions(Budget: 30));
        Console.WriteLine($"policy {runner.Run(problem, policy, seed: 0).Aubc:F4}");
        Console.WriteLine($"margin {runner.Run(problem, parts.Find<IQueryStrategy>("margin"), seed: 0).Aubc:F4}");

        // The environment itself, with Gymnasium's words: observation, reward, terminated, truncated.
        var query = new QueryEnvironment(
            environment.SignalList, environment.Learner, environment.TrainingProblems, new EpisodeOptions(Budget: 30), environment.CreateReward());
        Observation observation = query.Reset(seed: 1);
        while (query.Running)
        {
            StepResult step = query.Step(action: 0);
            observation = step.Observation;
        }
        #endregion
    }
}
