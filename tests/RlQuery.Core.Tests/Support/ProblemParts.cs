using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Regression;

namespace RlQuery.Core.Tests.Support;

/// <summary>Problems put together from arrays, and what tests read of them: the oracle may be asked for everything here.</summary>
internal static class ProblemParts
{
    public static Problem OfClasses(Dataset data, FeatureMatrix pool, int[] labels, int[] rows, FeatureMatrix test, int[] testLabels, int[] start) =>
        OfClasses(new Items(data.Name, data.Hash, pool, rows, start), data.Classes, labels, test, testLabels, start);

    public static Problem OfClasses(Items items, int classes, int[] labels, FeatureMatrix test, int[] testLabels, int[] start)
    {
        var space = new AnswerSpace(classes);
        return new Problem(
            ClassificationTask.Instance, items, [space], new ArrayOracle(Array.ConvertAll(labels, label => (double)label)), new Judge(test, testLabels, space),
            start);
    }

    /// <summary>The same problem from other start labels, as a problem of its own.</summary>
    public static Problem From(Problem problem, int[] start) => OfClasses(
        new Items(problem.Items.Name, problem.Items.DataHash, problem.PoolFeatures, problem.PoolRows, start), problem.Classes, problem.PoolLabels, problem.Test,
        problem.TestLabels, start);

    public static Problem OfNumbers(Dataset data, FeatureMatrix pool, double[] targets, int[] rows, FeatureMatrix test, double[] testTargets, int[] start) =>
        new(
        RegressionTask.Instance, new Items(data.Name, data.Hash, pool, rows, start), [AnswerSpace.Numbers], new ArrayOracle(targets),
        new Judge(test, testTargets, Deviation(data.Targets)), start);

    extension(Problem problem)
    {
        public FeatureMatrix PoolFeatures => problem.Items.Features;

        public int[] PoolRows => problem.Items.Rows;

        public int Classes => problem.Units[0].Classes;

        public int[] PoolLabels => Array.ConvertAll(problem.PoolTargets, label => (int)label);

        public double[] PoolTargets => [.. Enumerable.Range(0, problem.Items.Count).Select(item => Ask(problem.Oracle, item))];

        public FeatureMatrix Test => problem.Judge.Features;

        public int[] TestLabels => problem.Judge.Compare(new float[problem.Test.Rows * problem.Classes], []).Labels.ToArray();

        public double[] TestTargets => problem.Judge.Compare([], new double[problem.Test.Rows]).Targets.ToArray();

        public double TargetDeviation => problem.Judge.Compare([], new double[problem.Test.Rows]).TargetDeviation;
    }

    extension(ILearner learner)
    {
        public void Start(Problem problem) => learner.Start(problem.Items, problem.Units[0]);

        public void Fit(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights) => learner.Fit(rows, new Answers(labels), weights);

        [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
        public void Fit(ReadOnlySpan<int> rows, ReadOnlySpan<double> numbers, ReadOnlySpan<double> weights) => learner.Fit(rows, new Answers(numbers), weights);
    }

    extension(Pool pool)
    {
        /// <summary>Begins with the start rows of a problem.</summary>
        public void Reset(Problem problem)
        {
            pool.Reset(problem.Items, problem.Units[0]);
            foreach (int item in problem.Start)
            {
                pool.Take(item);
            }
            pool.Answer(problem);
            pool.EndStart();
        }

        /// <summary>Labels what was taken.</summary>
        public void Answer(Problem problem)
        {
            double[] answers = Array.ConvertAll(pool.Pending.ToArray(), item => Ask(problem.Oracle, item));
            pool.LabelPending(answers);
        }
    }

    extension(SignalContext context)
    {
        /// <summary>Begins with the start rows of a problem, and fits the learner to them.</summary>
        public void Begin(Problem problem, int budget, ulong seed)
        {
            context.Begin(problem.Items, problem.Units[0], budget, seed);
            foreach (int item in problem.Start)
            {
                context.Pool.Take(item);
            }
            context.Answer(problem);
            context.Pool.EndStart();
        }

        /// <summary>Labels what was taken, and fits the learner to it.</summary>
        public void Answer(Problem problem)
        {
            double[] answers = Array.ConvertAll(context.Pool.Pending.ToArray(), item => Ask(problem.Oracle, item));
            context.Know(answers);
            context.Fit();
        }
    }

    private static double Deviation(float[] targets)
    {
        double mean = targets.Average(target => (double)target);
        return Math.Sqrt(targets.Average(target => (target - mean) * (target - mean)));
    }

    private static double Ask(IOracle oracle, int item)
    {
        double[] answer = new double[1];
        oracle.Ask(item, answer);
        return answer[0];
    }

    private sealed class ArrayOracle(double[] answers) : IOracle
    {
        public double CostOf(int item) => 1;

        public void Ask(int item, Span<double> answer) => answer[0] = answers[item];
    }
}
