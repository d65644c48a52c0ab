namespace RlQuery.Core.Signals.Context;

/// <summary>Divides values by the largest of them, so that they are on one scale in all data.</summary>
internal static class Largest
{
    /// <summary>Divides non-negative values by the largest; leaves them where all are 0.</summary>
    /// <param name="values">The values.</param>
    public static void DivideBy(Span<float> values)
    {
        float largest = 0;
        foreach (float value in values)
        {
            largest = MathF.Max(largest, value);
        }
        for (int i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= largest;
        }
    }
}
