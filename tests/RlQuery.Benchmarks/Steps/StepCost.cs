using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Steps;

/// <summary>What one environment step costs: take, label, refit, predict pool and test, reward, all signals and state values.</summary>
/// <param name="Seconds">Median over episodes of the mean step.</param>
/// <param name="Bytes">Allocated in a step, once the buffers are there.</param>
internal sealed record StepCost(double Seconds, double Bytes)
{
    private const int Repetitions = 15;

    /// <summary>Measures steps that start from a given number of labels.</summary>
    public static StepCost Measure(Problem problem, IReadOnlyList<ISignal> signals, int steps)
    {
        var list = new SignalList(signals, SignalSets.States);
        var environment = new QueryEnvironment(
            list, new LogisticRegressionFactory(), new OneProblem(problem), new EpisodeOptions(steps), new AccuracyGain());
        var times = new List<double>();
        long bytes = 0;
        double warm = ProcessorTime.Now + 1;
        for (int i = 0; i < Repetitions || ProcessorTime.Now < warm; i++)
        {
            Observation observation = environment.Reset(seed: 1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            double start = ProcessorTime.Now;
            for (int step = 0; step < steps; step++)
            {
                observation = environment.Step(step * 7 % observation.Count).Observation;
            }
            times.Add((ProcessorTime.Now - start) / steps);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return new StepCost(Median.Of(times.TakeLast(Repetitions)), (double)bytes / steps);
    }

    private sealed class OneProblem(Problem problem) : IProblemSource
    {
        public Problem Draw(ulong seed) => problem;
    }
}
