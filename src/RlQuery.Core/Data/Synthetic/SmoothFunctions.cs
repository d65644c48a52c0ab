using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>
/// Numbers that are a smooth function of correlated features and a linear one, with noise: from nearly linear to rough, from exact to half noise.
/// </summary>
/// <remarks>
/// The smooth part is a sum of cosines along random directions, a draw from a Gaussian process with a squared-exponential kernel in the limit of many (A.
/// Rahimi and B. Recht, "Random Features for Large-Scale Kernel Machines", 2007). Some features have no part in the target.
/// </remarks>
internal sealed class SmoothFunctions : ISyntheticTask
{
    private const int Waves = 40;

    /// <inheritdoc/>
    public string Name => "smooth-functions";

    public string Description => "numbers: a smooth function of correlated features and a linear one, with noise";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Number;

    /// <inheritdoc/>
    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        int rows = generator.Rows();
        int features = generator.Features(2, 20);
        double[] mixing = generator.Gaussians(features * features, generator.Uniform(0, 1) / Math.Sqrt(features));
        int relevant = generator.Between(1, features);
        double[] slopes = generator.Gaussians(relevant);
        double length = generator.LogUniform(1, 8) * Math.Sqrt(relevant);
        double[] directions = generator.Gaussians(Waves * relevant, 1 / length);
        double[] phases = [.. Enumerable.Range(0, Waves).Select(_ => generator.Uniform(0, 2 * Math.PI))];
        double linear = generator.NextDouble();
        double noise = generator.Uniform(0, 0.7);
        float[] values = new float[rows * features];
        double[] smooth = new double[rows];
        double[] straight = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            double[] own = generator.Gaussians(features);
            double[] row = [.. own.Select((value, j) => value + Enumerable.Range(0, features).Sum(k => mixing[(j * features) + k] * own[k]))];
            for (int j = 0; j < features; j++)
            {
                values[(i * features) + j] = (float)row[j];
            }
            straight[i] = slopes.Select((slope, j) => slope * row[j]).Sum();
            smooth[i] = Enumerable.Range(0, Waves).Sum(
                wave => Math.Cos(phases[wave] + Enumerable.Range(0, relevant).Sum(j => directions[(wave * relevant) + j] * row[j])));
        }
        Standardize(smooth);
        Standardize(straight);
        float[] targets = [.. smooth.Zip(straight, (bent, line) => (float)(((1 - linear) * bent) + (linear * line) + (noise * generator.NextGaussian())))];
        return Sample.OfNumbers(Name, seed, values, targets);
    }

    private static void Standardize(double[] numbers)
    {
        double mean = numbers.Average();
        double deviation = Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (numbers[i] - mean) / Math.Max(deviation, 1e-12);
        }
    }
}
