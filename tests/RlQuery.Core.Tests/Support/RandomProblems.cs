using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Problems of all sizes and shapes, good ones and bad ones.</summary>
internal static class RandomProblems
{
    private static readonly int[] Sizes = [1, 2, 3, 8, 11, 40, 300];

    /// <summary>
    /// 2 to 6 classes, 1 to 30 features, pools of 1 to 300 rows; among them copies of rows, constant features, no label at all, one class alone.
    /// </summary>
    public static Problem Draw(int number)
    {
        var draws = new Pcg64((ulong)number, "random problem");
        int classes = 2 + draws.NextInt(5);
        int features = 1 + draws.NextInt(30);
        int rows = Sizes[number % Sizes.Length];
        bool copies = draws.NextInt(3) == 0;
        bool constants = draws.NextInt(3) == 0;
        float[] x = new float[rows * features];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            labels[i] = draws.NextInt(classes);
            for (int j = 0; j < features; j++)
            {
                x[(i * features) + j] = constants && j % 2 == 0 ? 0 : (float)(labels[i] + (2 * draws.NextGaussian()));
            }
            if (copies && i > 0 && draws.NextInt(2) == 0)
            {
                x.AsSpan(draws.NextInt(i) * features, features).CopyTo(x.AsSpan(i * features));
            }
        }
        int[] start = draws.NextInt(4) switch
        {
            0 => [],
            1 => [rows - 1],
            _ => [.. draws.Permutation(rows).Take(rows / 3)],
        };
        return Problems.Of(x, features, labels, classes, start);
    }

    /// <summary>The same problem with its pool in another order: row i of the result is row order[i] of the problem.</summary>
    public static Problem Permuted(Problem problem, int[] order)
    {
        int features = problem.PoolFeatures.Columns;
        float[] x = [.. order.SelectMany(row => problem.PoolFeatures.Row(row).ToArray())];
        int[] start = [.. problem.Start.Select(row => Array.IndexOf(order, row))];
        return ProblemParts.OfClasses(
            new Items(
                problem.Items.Name, problem.Items.DataHash, new FeatureMatrix(x, order.Length, features), [.. order.Select(row => problem.PoolRows[row])],
                start),
            problem.Classes, [.. order.Select(row => problem.PoolLabels[row])], problem.Test, problem.TestLabels, start);
    }

    /// <summary>The same problem with all features multiplied.</summary>
    public static Problem Scaled(Problem problem, float factor) => ProblemParts.OfClasses(
        new Items(
            problem.Items.Name, problem.Items.DataHash,
            new FeatureMatrix(
                [.. problem.PoolFeatures.Values.ToArray().Select(value => value * factor)], problem.PoolFeatures.Rows, problem.PoolFeatures.Columns),
            problem.PoolRows, problem.Start),
        problem.Classes, problem.PoolLabels, problem.Test, problem.TestLabels, problem.Start);
}
