using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Data;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of a knowledge graph against hand-made cases and an independent solution.</summary>
public sealed class GraphSignalTests : IDisposable
{
    private static readonly string[] Names = ["graph-novelty", "graph-centrality", "graph-sharing", "graph-propagation"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_graph_all_are_zero_and_graph_margin_is_margin()
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 3);
        Assert.All(Names, name => Assert.All(Column(problem, name), value => Assert.Equal(0, value)));
        Episode episode = Begin(problem);
        Assert.Equal(episode.Choice("margin"), episode.Choice("graph-margin"));
    }

    [Fact]
    public void Novelty_is_the_share_of_the_entities_within_two_steps_that_no_labelled_row_has_within_two_steps()
    {
        // A path of nine entities: a row of entity i has i - 2 to i + 2 near it.
        KnowledgeGraph path = Graph(string.Concat(Enumerable.Range(0, 8).Select(i => $"e{i}\tr\te{i + 1}\n")));
        Problem problem = Linked(path, [["e0"], ["e2"], ["e4"], ["e6"], ["e8"], []], labels: [0, 1, 0, 1, 0, 1], 0);
        Assert.Equal([2f / 5, 4f / 5, 1f, 1f, 0f], Column(problem, "graph-novelty"));
        Episode episode = Begin(problem);
        episode.Take(3);
        // Near e6 are e4 to e8.
        Assert.Equal([1f / 5, 1f / 5, 0f, 0f], episode.Column("graph-novelty"));
        episode.Return();
        Assert.Equal([2f / 5, 4f / 5, 1f, 1f, 0f], episode.Column("graph-novelty"));
    }

    [Fact]
    public void Nothing_is_near_through_an_entity_of_more_than_a_hundred_relations()
    {
        KnowledgeGraph star = Graph(string.Concat(Enumerable.Range(0, 120).Select(i => $"hub\tr\te{i}\n")));
        Problem problem = Linked(star, [["e0"], ["e1"], ["e2"]], labels: [0, 1, 0], 0);
        // Each has itself and the hub.
        Assert.Equal([0.5f, 0.5f], Column(problem, "graph-novelty"));
    }

    [Fact]
    public void Sharing_is_the_mean_share_of_the_other_unlabelled_rows_that_have_a_concept()
    {
        KnowledgeGraph graph = Graph("a\tr\tb\nc\tr\td\n");
        Problem problem = Linked(graph, [["a"], ["a"], ["a", "b"], ["b"], ["c"]], labels: [0, 1, 0, 1, 0], 0);
        // Of three others: row 1 shares a with row 2; row 2 shares a with 1 and b with 3; row 3 shares b with 2.
        Assert.Equal([1f / 3, 1f / 3, 1f / 3, 0f], Column(problem, "graph-sharing"));
    }

    [Fact]
    public void The_middle_of_a_star_is_more_central_than_its_ends()
    {
        KnowledgeGraph graph = Graph("m\tr\ta\nm\tr\tb\nm\tr\tc\n");
        Problem problem = Linked(graph, [["a"], ["a"], ["b"], ["m"], ["c"], []], labels: [0, 1, 0, 1, 0, 1], 0);
        float[] values = Column(problem, "graph-centrality");
        Assert.Equal(1, values[2]);
        // Two rows have a, which is where more walks begin.
        Assert.Equal(0.75f, values[0]);
        Assert.Equal(values[1], values[3]);
        Assert.Equal(0, values[4]);
    }

    [Fact]
    public void Propagation_is_the_entropy_of_the_dense_harmonic_solution()
    {
        var draws = new Pcg64(4, "graph");
        for (int trial = 0; trial < 10; trial++)
        {
            int entities = 12;
            KnowledgeGraph graph = Graph(string.Concat(Enumerable.Range(0, 30).Select(_ => $"e{draws.NextInt(entities)}\tr\te{draws.NextInt(entities)}\n"))
                + string.Concat(Enumerable.Range(0, entities).Select(i => $"e{i}\tr\te0\n")));
            string[][] rows = [.. Enumerable.Range(0, 15).Select(i => i == 7 ? [] : (string[])[$"e{draws.NextInt(entities)}", $"e{draws.NextInt(entities)}"])];
            int[] labels = [.. Enumerable.Range(0, 15).Select(i => i % 3)];
            Problem problem = Linked(graph, rows, labels, 0, 1, 2);
            Episode episode = Begin(problem);
            for (int more = 0; more < 4; more++)
            {
                float[] values = episode.Column("graph-propagation");
                double[] expected = Dense(graph, rows, labels, episode.Pool.Labelled.ToArray());
                foreach ((int row, int place) in episode.Pool.Candidates.ToArray().Select((row, place) => (row, place)))
                {
                    Assert.Equal(row == 7 ? 0 : expected[row], values[place], 2e-4);
                }
                episode.Take(episode.Pool.Candidates[draws.NextInt(episode.Pool.Candidates.Length)]);
                episode.Label();
            }
        }
    }

    [Fact]
    public void The_order_of_labels_and_of_rows_changes_nothing()
    {
        KnowledgeGraph graph = Graph("a\tr\tb\nb\tr\tc\nc\tr\td\nd\tr\ta\nd\tr\te\n");
        string[][] rows = [["a"], ["b", "c"], ["c"], ["d"], ["e", "a"], ["b"], ["d", "e"], []];
        Problem problem = Linked(graph, rows, labels: [0, 1, 0, 1, 0, 1, 0, 1], 0, 1);
        Problem reversed = Linked(graph, [.. rows.Reverse()], labels: [1, 0, 1, 0, 1, 0, 1, 0], 7, 6);
        foreach (string name in Names)
        {
            float[] first = Labelled(problem, name, 4, 5);
            Assert.Equal(first, Labelled(problem, name, 5, 4), (x, y) => Math.Abs(x - y) < 1e-4);
            Assert.Equal(first.Reverse(), Labelled(reversed, name, 3, 2), (x, y) => Math.Abs(x - y) < 1e-4);
        }
    }

    [Fact]
    public void Graph_coverage_takes_a_row_of_each_part_of_the_graph_before_it_takes_a_second()
    {
        KnowledgeGraph graph = Graph("a0\tr\ta1\nb0\tr\tb1\nc0\tr\tc1\nd0\tr\td1\n");
        string[][] rows = [.. Enumerable.Range(0, 40).Select(i => (string[])[$"{"abcd"[i % 4]}{i / 4 % 2}"])];
        Episode episode = Begin(Linked(graph, rows, [.. Enumerable.Range(0, 40).Select(i => i % 2)], 0));
        var parts = new List<char> { 'a' };
        for (int query = 0; query < 3; query++)
        {
            int row = episode.Choice("graph-coverage");
            parts.Add(rows[row][0][0]);
            episode.Take(row);
        }
        Assert.Equal("abcd", string.Concat(parts.Order()));
    }

    private float[] Labelled(Problem problem, string name, params int[] rows)
    {
        Episode episode = Begin(problem);
        foreach (int row in rows)
        {
            episode.Take(row);
            episode.Label();
        }
        return episode.Column(name);
    }

    // (I - 0.9 P) F = 0.9 P Y on the nodes without a label: rows, then all entities.
    private static double[] Dense(KnowledgeGraph graph, string[][] rows, int[] labels, int[] labelled)
    {
        int nodes = rows.Length + graph.Count;
        Matrix<double> weights = Matrix<double>.Build.Dense(nodes, nodes);
        for (int row = 0; row < rows.Length; row++)
        {
            foreach (string name in rows[row])
            {
                weights[row, rows.Length + graph.Find(name)!.Value] = weights[rows.Length + graph.Find(name)!.Value, row] = 1;
            }
        }
        for (int entity = 0; entity < graph.Count; entity++)
        {
            foreach (int other in graph.Neighbours(entity))
            {
                weights[rows.Length + entity, rows.Length + other] = 1;
            }
        }
        Matrix<double> left = Matrix<double>.Build.DenseIdentity(nodes);
        Matrix<double> right = Matrix<double>.Build.Dense(nodes, 3);
        for (int node = 0; node < nodes; node++)
        {
            if (labelled.Contains(node))
            {
                right[node, labels[node]] = 1;
                continue;
            }
            double degree = weights.Row(node).Sum();
            for (int other = 0; degree > 0 && other < nodes; other++)
            {
                left[node, other] -= 0.9 * weights[node, other] / degree;
            }
        }
        Matrix<double> shares = left.Solve(right);
        return [.. Enumerable.Range(0, rows.Length).Select(row => shares.Row(row))
            .Select(own => -own.Sum(share => (share + ((1 - own.Sum()) / 3)) * Math.Log(share + ((1 - own.Sum()) / 3))) / Math.Log(3))];
    }

    private KnowledgeGraph Graph(string table) => KnowledgeGraph.Read(_folder.Write("g.tsv", table));

    private static Problem Linked(KnowledgeGraph graph, string[][] rows, int[] labels, params int[] start)
    {
        float[] values = [.. Enumerable.Range(0, rows.Length).Select(i => (float)i)];
        Problem plain = Problems.Of(values, 1, labels, labels.Max() + 1, start);
        int[][] entities = Array.ConvertAll(rows, names => names.Select(name => graph.Find(name)!.Value).Distinct().Order().ToArray());
        var items = new Items("linked", plain.Items.DataHash, plain.Items.Features, plain.Items.Rows, plain.Items.Origin)
        {
            Links = new EntityLinks(graph, entities),
        };
        return new Problem(plain.Task, items, plain.Units, plain.Oracle, plain.Judge, plain.Start);
    }

    private static Episode Begin(Problem problem)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 10, 1);
        return episode;
    }

    private static float[] Column(Problem problem, string name) => Begin(problem).Column(name);
}
