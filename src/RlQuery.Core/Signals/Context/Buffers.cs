namespace RlQuery.Core.Signals.Context;

/// <summary>Memory that is kept from step to step and cut into parts.</summary>
internal static class Buffers
{
    /// <summary>Ensures that an array has a length; if it is replaced by a longer one, its content is lost.</summary>
    /// <param name="values">The array.</param>
    /// <param name="length">Number of values that are needed.</param>
    /// <returns>Its first values, so many.</returns>
    public static Span<T> Reserve<T>(ref T[] values, int length)
    {
        if (values.Length < length)
        {
            values = new T[length];
        }
        return values.AsSpan(0, length);
    }

    /// <summary>Takes the first values of what is left.</summary>
    /// <param name="rest">The remaining memory; receives what remains after the part.</param>
    /// <param name="length">Number of values.</param>
    public static Span<float> Cut(scoped ref Span<float> rest, int length)
    {
        Span<float> part = rest[..length];
        rest = rest[length..];
        return part;
    }
}
