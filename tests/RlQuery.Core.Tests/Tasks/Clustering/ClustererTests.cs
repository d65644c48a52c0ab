using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Tests.Tasks.Clustering;

/// <summary>What every learner of clusters guarantees.</summary>
public sealed class ClustererTests
{
    public static TheoryData<string> Names => [.. Known.Parts.LearnersOf(TargetKind.Link).Select(learner => learner.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Probabilities_are_sure_of_what_follows_and_lie_between_0_and_1(string name)
    {
        Problem problem = Balls.Problem(Balls.Of(3, 20, 5, seed: 2));
        Episode episode = Balls.Begin(problem, learner: name);
        for (int round = 0; round < 10; round++)
        {
            ReadOnlySpan<float> p = episode.PoolProbabilities(0);
            for (int item = 0; item < problem.Items.Count; item++)
            {
                Assert.InRange(p[(2 * item) + 1], 0, 1);
                Assert.Equal(1, p[2 * item] + p[(2 * item) + 1], 1e-6);
            }
            for (int i = 0; i < episode.Pool.Labelled.Length; i++)
            {
                Assert.Equal(episode.Pool.Labels[i], p[(2 * episode.Pool.Labelled[i]) + 1]);
            }
            Balls.Player("min-max").Take(episode);
            episode.Label();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Balls_far_apart_are_found_once_all_is_known(string name)
    {
        Problem problem = Balls.Problem(Balls.Of(4, 20, 0.3, seed: 2));
        Episode episode = Balls.Begin(problem, learner: name);
        while (!episode.Pool.Candidates.IsEmpty)
        {
            Balls.Player("farthest-first").Take(episode);
            episode.Label();
        }
        Assert.Equal(1, ClusteringTask.Instance.DefaultMetric.Measure(episode.Judge()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_answers_give_the_same_clusters_whatever_was_fitted_before(string name)
    {
        Problem problem = Balls.Problem(Balls.Of(3, 20, 5, seed: 2));
        int[] items = [.. Enumerable.Range(0, 30).Select(i => i * 7)];
        int[] answers = [.. items.Select(item => Balls.Truth(problem, item) ? 1 : 0)];
        float[] Predict(params int[] counts)
        {
            ILearner learner = Known.Parts.FindLearner(name, TargetKind.Link).Create();
            learner.Start(problem.Items, new AnswerSpace(2));
            foreach (int count in counts)
            {
                learner.Fit(items.AsSpan(0, count), answers.AsSpan(0, count).ToArray(), []);
            }
            float[] probabilities = new float[2 * problem.Items.Count];
            learner.Predict(problem.Items.Features, probabilities);
            return probabilities;
        }
        Assert.Equal(Predict(30), Predict(10, 20, 30));
        Assert.NotEqual(Predict(30), Predict(10));
    }

    [Fact]
    public void COP_KMeans_breaks_no_link()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            Problem problem = Balls.Problem(Balls.Of(4, 20, 8, seed), seed);
            var learner = new ConstrainedKMeans();
            learner.Start(problem.Items, new AnswerSpace(2));
            int[] items = [.. new Pcg64(seed, "asked").Permutation(problem.Items.Count).Take((int)seed * 5)];
            learner.Fit(items, Array.ConvertAll(items, item => Balls.Truth(problem, item) ? 1 : 0), []);
            Assert.False(learner.Broken);
            foreach (int item in items)
            {
                (int a, int b) = (problem.Items.Pairs!.First(item), problem.Items.Pairs.Second(item));
                Assert.Equal(Balls.Truth(problem, item), learner.Division[a] == learner.Division[b]);
            }
        }
    }

    [Fact]
    public void COP_KMeans_says_so_where_no_division_keeps_all_links()
    {
        // Three rows that are all apart do not fit into two clusters.
        Problem problem = Balls.Problem(Balls.Of(2, 10, 1, seed: 1));
        var learner = new ConstrainedKMeans();
        learner.Start(problem.Items, new AnswerSpace(2));
        RowPairs pairs = problem.Items.Pairs!;
        learner.Fit([pairs.ItemOf(0, 1), pairs.ItemOf(1, 2), pairs.ItemOf(0, 2)], new int[] { 0, 0, 0 }, []);
        Assert.True(learner.Broken);
    }

    [Fact]
    public void Without_links_the_learners_are_kmeans()
    {
        // K-means of the 150 standardised rows of iris into 3 clusters: a sum of squared distances of 139.82, as scikit-learn's pages and many others print.
        Dataset iris = Catalog.Load().Open("iris");
        int[] rows = [.. Enumerable.Range(0, iris.Rows)];
        var features = new FeatureMatrix(Standardizer.Fit(iris, rows).Transform(iris, rows), iris.Rows, iris.Features);
        var pairs = new RowPairs(features, 20, 3);
        var learner = new ConstrainedKMeans();
        learner.Start(new Items("iris", iris.Hash, pairs.Differences(), [.. Enumerable.Range(0, pairs.Count)], []) { Pairs = pairs }, new AnswerSpace(2));
        double sum = 0;
        foreach (IGrouping<int, int> cluster in rows.GroupBy(row => learner.Division[row]))
        {
            for (int j = 0; j < features.Columns; j++)
            {
                double mean = cluster.Average(row => features.Row(row)[j]);
                sum += cluster.Sum(row => Math.Pow(features.Row(row)[j] - mean, 2));
            }
        }
        Assert.InRange(sum, 139.7, 140.1);
    }
}
