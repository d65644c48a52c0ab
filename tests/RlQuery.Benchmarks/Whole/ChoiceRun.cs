using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Queries;

namespace RlQuery.Benchmarks.Whole;

/// <summary>The choice of a hundred rows of a large table with the quickstart's policy, on one thread.</summary>
internal static class ChoiceRun
{
    /// <summary>Verb of the process that chooses.</summary>
    public const string Verb = "choose-once";

    /// <summary>Columns of the table.</summary>
    public const int Features = 100;

    private const int Chosen = 100;
    private const int Labelled = 20;

    /// <summary>Chooses in a process of its own.</summary>
    public static WholeCost Measure(int rows) => OwnProcess.Run(Verb, rows.ToString(CultureInfo.InvariantCulture));

    /// <summary>Chooses in this process.</summary>
    public static void Execute(int rows)
    {
        Dataset data = Table(rows);
        LearnedPolicy policy = PolicyReader.Load(Path.Combine(AppContext.BaseDirectory, "policy"), Known.Parts);
        double start = ProcessorTime.Now;
        int picks = QueryBatch.Choose(data, policy, new LogisticRegressionFactory(), Chosen, budget: Chosen, seed: 1).Count;
        OwnProcess.Report(picks, ProcessorTime.Now - start);
    }

    // Two classes side by side; a few rows of each are labelled.
    private static Dataset Table(int rows)
    {
        var draws = new Pcg64(1, "choice");
        float[] values = new float[rows * Features];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(draws.NextGaussian() + (i / Features % 2 * 0.3));
        }
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            labels[i] = i < Labelled ? i % 2 : Dataset.Unlabelled;
        }
        return Dataset.ForClassification("table", "benchmark", values, labels, [.. Enumerable.Range(0, Features).Select(i => $"x{i}")], ["a", "b"]);
    }
}
