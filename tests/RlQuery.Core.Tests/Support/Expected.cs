using System.Text.Json;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Values that <c>Expected/generate.py</c> had from scikit-learn, scipy and numpy.</summary>
internal static class Expected
{
    public static T Read<T>(string name) => JsonSerializer.Deserialize<T>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "RlQuery.Core.Tests", "Expected", name)), JsonSerializerOptions.Web)!;
}

/// <summary>A classification problem of that script; its features are drawn here as they are there.</summary>
internal sealed record ExpectedProblem(string Kind, int Seed, int Rows, int Columns, int Classes, string Labels)
{
    /// <summary>Rows after the labelled ones, whose predictions are compared.</summary>
    public const int Probes = 4;

    public int[] Y => [.. Labels.Select(digit => digit - '0')];

    public double[] Weights
    {
        get
        {
            var draws = new Pcg64((ulong)Seed + 2000);
            return Kind == "weighted" ? [.. Enumerable.Range(0, Rows).Select(_ => 0.25 + (3 * draws.NextDouble()))] : [];
        }
    }

    /// <summary>Row-major [rows + probes x columns].</summary>
    public double[] Features()
    {
        var draws = new Pcg64((ulong)Seed);
        double[] x = [.. Enumerable.Range(0, (Rows + Probes) * Columns).Select(_ => (4 * draws.NextDouble()) - 2)];
        if (Kind == "duplicates")
        {
            Array.Copy(x, 0, x, Rows / 2 * Columns, (Rows - (Rows / 2)) * Columns);
        }
        for (int i = 0; i < x.Length && Kind == "constant"; i++)
        {
            x[i] = i % Columns % 2 == 1 ? 0.5 : x[i];
        }
        return x;
    }

    /// <summary>The same in single precision; all rows are in the pool, the probes last.</summary>
    public Problem Problem() =>
        Problems.Of(Array.ConvertAll(Features(), value => (float)value), Columns, [.. Y, .. new int[Probes]], Classes);

    public override string ToString() => $"{Kind} {Rows}x{Columns}, {Classes} classes";
}
