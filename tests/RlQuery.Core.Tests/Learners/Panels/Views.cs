using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Learners.Panels;

/// <summary>Data sets of two or more views.</summary>
internal static class Views
{
    /// <summary>The task of Blum and Mitchell's analysis: each view alone tells the class, and given the class they are independent.</summary>
    public static Dataset Independent(int rows, ulong seed, int views = 2, int features = 10, int classes = 2, double distance = 1.6)
    {
        var draws = new Pcg64(seed, "independent views");
        float[] values = new float[rows * views * features];
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => draws.NextInt(classes))];
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < views * features; j++)
            {
                double centre = j % features % classes == labels[row] ? distance : 0;
                values[(row * views * features) + j] = (float)(centre + draws.NextGaussian());
            }
        }
        return Dataset.ForClassification("views", "test", values, labels, Names("x", views * features), Names("c", classes))
            .WithViews([.. Enumerable.Range(0, views).Select(view => new FeatureView($"view {view}", [.. Enumerable.Range(view * features, features)]))]);
    }

    /// <summary>The items of a problem in another order: item i of the result is item order[i].</summary>
    public static Items Permuted(Problem problem, int[] order) => new(
        problem.Items.Name, problem.Items.DataHash, problem.Items.Features.Take(order),
        [.. order.Select(item => problem.Items.Rows[item])], [.. problem.Items.Origin.Select(item => Array.IndexOf(order, item))])
    {
        Views = problem.Items.Views,
    };

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}")];
}
