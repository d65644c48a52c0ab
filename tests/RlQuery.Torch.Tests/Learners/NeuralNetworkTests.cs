using RlQuery.Core.Environments;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Learners;
using RlQuery.Core.Tests.Support;
using RlQuery.Torch.Learners;

namespace RlQuery.Torch.Tests.Learners;

public sealed class NeuralNetworkTests() : LearnerContract(new NeuralNetworkFactory())
{
    [Fact]
    public void Probabilities_are_the_mean_of_its_samples_which_differ()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2);
        var learner = new NeuralNetwork();
        learner.Start(problem);
        learner.Fit([.. Enumerable.Range(0, 20)], problem.PoolLabels.AsSpan(0, 20), []);
        float[] mean = new float[180];
        learner.Predict(problem.PoolFeatures, mean);
        float[] samples = new float[learner.Members * 180];
        learner.PredictMembers(problem.PoolFeatures, samples);
        float[][] members = [.. samples.Chunk(180)];
        Assert.Equal(learner.Members, members.Select(member => member[0]).Distinct().Count());
        for (int i = 0; i < 180; i++)
        {
            Assert.Equal(members.Average(member => member[i]), mean[i], 1e-5f);
        }
    }

    [Fact]
    public void Committee_signals_are_those_of_its_samples()
    {
        const int Rows = 60;
        Problem problem = Problems.Blobs(pool: Rows, classes: 3, spread: 2);
        var episode = new Episode(new NeuralNetworkFactory());
        episode.Begin(problem, 2, 1);
        Observation observation = episode.Observe(
            new ObservationBuilder(SignalList.ByName(Known.Parts, ["mutual-information", "vote-entropy", "kl-disagreement"], [])));
        var learner = new NeuralNetwork();
        learner.Start(problem);
        learner.Fit(problem.Start, [.. problem.Start.Select(row => problem.PoolLabels[row])], []);
        float[] samples = new float[learner.Members * Rows * 3];
        learner.PredictMembers(problem.PoolFeatures, samples);
        for (int i = 0; i < observation.Count; i++)
        {
            float[][] members = [.. samples.Chunk(Rows * 3).Select(member => member[(observation.Rows[i] * 3)..][..3])];
            double mean = Entropy([.. Enumerable.Range(0, 3).Select(k => members.Average(member => (double)member[k]))]);
            double own = members.Average(member => Entropy([.. member.Select(p => (double)p)]));
            Assert.Equal((mean - own) / Math.Log(3), observation.Column("mutual-information")[i], 1e-4);
            Assert.InRange(observation.Column("vote-entropy")[i], 0f, 1f);
            Assert.InRange(observation.Column("kl-disagreement")[i], 0f, 1f);
        }

        static double Entropy(double[] p) => -p.Sum(value => value > 0 ? value * Math.Log(value) : 0);
    }

    [Fact]
    public void Learners_on_several_threads_give_the_bytes_of_one()
    {
        Problem[] problems = [.. Enumerable.Range(0, 6).Select(seed => Problems.Blobs(classes: 2 + (seed % 3), seed: (ulong)seed, spread: 2))];
        float[][] alone = [.. problems.Select(Fit)];
        float[][] together = new float[problems.Length][];
        Parallel.For(0, problems.Length, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i => together[i] = Fit(problems[i]));
        Assert.Equal(alone, together);

        float[] Fit(Problem problem) =>
            Predict(problem, learner => learner.Fit([.. Enumerable.Range(0, 30)], problem.PoolLabels.AsSpan(0, 30), []));
    }
}
