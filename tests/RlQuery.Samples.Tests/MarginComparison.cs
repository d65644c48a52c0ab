using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;

namespace RlQuery.Samples.Tests;

/// <summary>Compares a policy with margin sampling on a data set that it has not seen, over twenty paired runs.</summary>
internal static class MarginComparison
{
    public static void Run()
    {
        #region README
        Parts parts = StandardParts.Create();
        var environment = LoadedEnvironment.Read("environments/quickstart.json", parts, new MixedTableFeaturizer());
        var runner = new StrategyRunner(environment.Learner, new EpisodeOptions(Budget: 30));
        IQueryStrategy[] strategies = [PolicyReader.Load("policies/quickstart", parts), parts.Find<IQueryStrategy>("margin")];
        foreach (IQueryStrategy strategy in strategies)
        {
            double mean = Enumerable.Range(0, 20).Average(seed =>
                runner.Run(environment.Problem.Create(environment.Evaluation[0], (ulong)seed), strategy, (ulong)seed).Aubc);
            Console.WriteLine($"{strategy.Name} {mean:F4}");
        }
        #endregion
    }
}
