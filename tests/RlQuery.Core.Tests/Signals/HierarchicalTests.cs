using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Hierarchical sampling against its paper's definition, over sets of rows in place of counts along a tree.</summary>
public sealed class HierarchicalTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(25)]
    public void Chances_are_those_of_the_pruning_with_the_least_error(int labels)
    {
        Problem problem = ProblemParts.From(Problems.Blobs(pool: 50, classes: 3, spread: 2), [.. Enumerable.Range(0, labels).Select(i => i * 2)]);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        double[] actual = new double[50 - labels];
        context.Pruning.Chances(actual);
        IReadOnlyList<(int Left, int Right, float Height)> merges = context.Tree.Merges;
        var chances = new Dictionary<int, double>();
        foreach (int node in Prune(98).Nodes)
        {
            int[] rows = Rows(node);
            int[] open = [.. rows.Except(problem.Start)];
            foreach (int row in open)
            {
                chances[row] = rows.Length * (1 - Lower(rows, Majority(rows))) / open.Length;
            }
        }
        Assert.Equal(50 - labels, chances.Count);
        foreach ((int row, double chance) in context.Candidates.ToArray().Zip(actual))
        {
            Assert.Equal(chances[row] / chances.Values.Sum(), chance / actual.Sum(), 1e-9);
        }

        int[] Rows(int node) => node < 50
            ? [context.Tree.LeafOfRow.IndexOf(node)]
            : [.. Rows(merges[node - 50].Left), .. Rows(merges[node - 50].Right)];

        (double Error, int[] Nodes) Prune(int node)
        {
            int[] rows = Rows(node);
            int label = Majority(rows);
            bool admissible = Known(rows).Length > 0
                && Enumerable.Range(0, 3).Where(other => other != label).All(other => 1 - Lower(rows, label) < 2 * (1 - Upper(rows, other)));
            if (!admissible)
            {
                return (1, [node]);
            }
            double own = 1 - Share(rows, label);
            if (node < 50)
            {
                return (own, [node]);
            }
            (double left, int[] leftNodes) = Prune(merges[node - 50].Left);
            (double right, int[] rightNodes) = Prune(merges[node - 50].Right);
            double parts = ((left * Rows(merges[node - 50].Left).Length) + (right * Rows(merges[node - 50].Right).Length)) / rows.Length;
            return parts < own ? (parts, [.. leftNodes, .. rightNodes]) : (own, [node]);
        }

        int[] Known(int[] rows) => [.. rows.Intersect(problem.Start)];

        double Share(int[] rows, int label) => Known(rows).Count(row => problem.PoolLabels[row] == label) / (double)Known(rows).Length;

        double Width(int[] rows, int label) =>
            (1.0 / Known(rows).Length) + Math.Sqrt(Share(rows, label) * (1 - Share(rows, label)) / Known(rows).Length);

        double Lower(int[] rows, int label) => Known(rows).Length == 0 ? 0 : Math.Max(0, Share(rows, label) - Width(rows, label));

        double Upper(int[] rows, int label) => Known(rows).Length == 0 ? 1 : Math.Min(1, Share(rows, label) + Width(rows, label));

        int Majority(int[] rows) => Enumerable.Range(0, 3).MaxBy(label => Known(rows).Count(row => problem.PoolLabels[row] == label));
    }

    [Fact]
    public void A_cluster_without_labels_is_asked_for_more_often_than_a_pure_one()
    {
        // Twenty rows of one group, all but two of them labelled alike; twenty of another without a label.
        float[] x = [.. Enumerable.Range(0, 20).Select(i => i * 0.1f), .. Enumerable.Range(0, 20).Select(i => 50 + (i * 0.1f))];
        Problem problem = Problems.Of(x, 1, [.. x.Select(value => value > 40 ? 1 : 0)], 2, [.. Enumerable.Range(0, 18), 20]);
        int other = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var episode = new Episode(new LogisticRegressionFactory());
            episode.Begin(problem, 10, seed);
            other += episode.Choice("hierarchical") >= 20 ? 1 : 0;
        }
        Assert.InRange(other, 34, 40);
    }
}
