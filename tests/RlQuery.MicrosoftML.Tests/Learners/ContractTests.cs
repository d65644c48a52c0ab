using System.Reflection;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Learners;
using RlQuery.Core.Tests.Support;
using RlQuery.MicrosoftML.Learners;

namespace RlQuery.MicrosoftML.Tests.Learners;

public sealed class LinearMicrosoftTests() : LearnerContract(new LinearMicrosoftFactory());

public sealed class LightGbmTests
{
    // An inherited test cannot be skipped.
    [LightGbmFact]
    public void It_keeps_the_contract_of_learners()
    {
        MethodInfo[] tests = [.. typeof(LearnerContract).GetMethods().Where(method => method.IsDefined(typeof(FactAttribute)))];
        Assert.True(tests.Length >= 7);
        Assert.All(tests, test => test.CreateDelegate<Action>(new Contract())());
    }

    // Neither LightGBM's own smallest bin nor its smallest leaf keeps it from a model.
    [LightGbmFact]
    public void One_label_of_each_class_is_enough_to_tell_them_apart()
    {
        Problem problem = Problems.Of([-1, -0.9f, 1, 0.9f], 1, [0, 0, 1, 1], 2);
        float[] p = new Contract().Of(problem, learner => learner.Fit([0, 2], [0, 1], []));
        Assert.True(p[2] > 0.8f && p[7] > 0.8f, string.Join(", ", p));
    }

    [LightGbmFact]
    public void Learners_on_several_threads_give_the_bytes_of_one()
    {
        Problem[] problems = [.. Enumerable.Range(0, 6).Select(seed => Problems.Blobs(classes: 2 + (seed % 3), seed: (ulong)seed, spread: 2))];
        float[][] alone = [.. problems.Select(Fit)];
        float[][] together = new float[problems.Length][];
        Parallel.For(0, problems.Length, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i => together[i] = Fit(problems[i]));
        Assert.Equal(alone, together);

        float[] Fit(Problem problem) =>
            new Contract().Of(problem, learner => learner.Fit([.. Enumerable.Range(0, 30)], problem.PoolLabels.AsSpan(0, 30), []));
    }

    private sealed class Contract() : LearnerContract(new LightGbmFactory())
    {
        public float[] Of(Problem problem, Action<ILearner> fit) => Predict(problem, fit);
    }
}
