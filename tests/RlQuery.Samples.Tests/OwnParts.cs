using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Samples.Tests.Own;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Samples.Tests;

/// <summary>Trains a policy for a learner of one's own on signals of which one is one's own, and compares it with a strategy of one's own.</summary>
internal static class OwnParts
{
    public static void Run()
    {
        #region README
        Parts parts = StandardParts.Create().With(TorchParts.All).With(
            new NearestMeanFactory(), new PlainDistanceSignal(), new TypicalMargin(), new WorstClassMetric(), new EarlyGainFactory());
        var environment = LoadedEnvironment.Read("own.json", parts, featurizer: null);

        var options = new TrainerOptions { Out = "policies/own", Seed = 1, Steps = 600, Device = TorchRuntime.Initialize("cpu") };
        new Trainer(environment, "dqn", options, callbacks: []).Run(CancellationToken.None).Write(options.Out);

        Problem problem = environment.Problem.Create(environment.Validation[0], seed: 0);
        var runner = new StrategyRunner(environment.Learner, new EpisodeOptions(Budget: 8), metrics: [parts.Find<IMetric>("worst-class")]);
        string[] heuristics = ["typical-margin", "plain-distance"];
        foreach (IQueryStrategy strategy in heuristics.Select(parts.Find<IQueryStrategy>).Prepend(PolicyReader.Load(options.Out, parts)))
        {
            Console.WriteLine($"{strategy.Name} {runner.Run(problem, strategy, seed: 0).Aubc:F4}");
        }
        #endregion
    }
}
