namespace RlQuery.Embeddings.Models;

/// <summary>What is done with the numbers of a model.</summary>
internal static class Vectors
{
    /// <summary>The mean of vectors, or their direction.</summary>
    /// <param name="sum">Their sum.</param>
    /// <param name="normalize">Whether to scale it to length 1; the origin stays there.</param>
    /// <param name="count">How many there were.</param>
    public static float[] Scaled(double[] sum, bool normalize, int count)
    {
        double length = normalize ? Math.Sqrt(sum.Sum(value => value * value)) : count;
        return Array.ConvertAll(sum, value => (float)(length > 0 ? value / length : value));
    }
}
