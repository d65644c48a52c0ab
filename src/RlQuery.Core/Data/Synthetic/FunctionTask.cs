using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Numbers that one of some published functions gives, with noise, among features that have no part in it.</summary>
/// <remarks>Noise is up to .7 of the function's deviation over the rows, as in <see cref="SmoothFunctions"/>; up to ten features tell nothing.</remarks>
internal sealed class FunctionTask(string name, string description, IReadOnlyList<TestFunction> functions) : ISyntheticTask
{
    private const int MostNuisance = 10;

    /// <inheritdoc/>
    public string Name => name;

    public string Description => description;

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Number;

    /// <inheritdoc/>
    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        TestFunction function = functions[generator.NextInt(functions.Count)];
        int rows = generator.Rows();
        int relevant = function.Ranges.Count;
        int features = relevant + generator.Between(0, MostNuisance);
        int[] place = generator.Permutation(features);
        double noise = generator.Uniform(0, 0.7);
        float[] values = new float[rows * features];
        double[] exact = new double[rows];
        double[] inputs = new double[relevant];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < features; j++)
            {
                (double least, double most) = j < relevant ? function.Ranges[j] : (0, 1);
                double value = generator.Uniform(least, most);
                values[(i * features) + place[j]] = (float)value;
                if (j < relevant)
                {
                    inputs[j] = value;
                }
            }
            exact[i] = function.Value(inputs);
        }
        double mean = exact.Average();
        double deviation = Math.Sqrt(exact.Average(number => (number - mean) * (number - mean)));
        float[] targets = [.. exact.Select(number => (float)(number + (noise * deviation * generator.NextGaussian())))];
        return Sample.OfNumbers(Name, seed, values, targets);
    }
}
