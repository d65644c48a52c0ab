using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Draws that every generator needs for its own shape.</summary>
internal static class Draws
{
    /// <summary>Number of rows of a task: 200 to 1000.</summary>
    public static int Rows(this Pcg64 generator) => generator.Between(200, 1000);

    /// <summary>Uniform integer, both ends included.</summary>
    public static int Between(this Pcg64 generator, int least, int most) => least + generator.NextInt(most - least + 1);

    /// <summary>Uniform number.</summary>
    public static double Uniform(this Pcg64 generator, double least, double most) => least + ((most - least) * generator.NextDouble());

    /// <summary>Log-uniform number: as often between 1 and 2 as between 2 and 4.</summary>
    public static double LogUniform(this Pcg64 generator, double least, double most) => least * Math.Pow(most / least, generator.NextDouble());

    /// <summary>Number of features: small ones are as likely as large ones.</summary>
    public static int Features(this Pcg64 generator, int least, int most) => (int)generator.LogUniform(least, most + 1 - 1e-9);

    /// <summary>A class for each row, all equally likely.</summary>
    public static int[] Labels(this Pcg64 generator, int rows, int classes)
    {
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            labels[i] = generator.NextInt(classes);
        }
        return labels;
    }

    /// <summary>Independent normal numbers.</summary>
    public static double[] Gaussians(this Pcg64 generator, int count, double deviation = 1)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = deviation * generator.NextGaussian();
        }
        return values;
    }
}
