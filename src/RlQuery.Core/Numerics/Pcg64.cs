using System.Numerics;

namespace RlQuery.Core.Numerics;

/// <summary>
/// The random generator of the library: PCG64 (XSL-RR 128/64), seeded and consumed exactly as numpy's
/// <c>default_rng(seed)</c>, so that splits can be compared with published ones.
/// </summary>
/// <remarks>Source: M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms" (2014), section 6.3. Not thread-safe.</remarks>
public sealed class Pcg64
{
    private static readonly UInt128 Multiplier = new(2549297995355413924, 4865540595714422341);

    private UInt128 _state;
    private UInt128 _increment;
    private bool _hasHalf;
    private uint _half;

    /// <summary>Seeds the generator as numpy's <c>default_rng(seed)</c>.</summary>
    /// <param name="seed">Any value.</param>
    public Pcg64(ulong seed)
    {
        Reseed(seed);
    }

    /// <summary>Starts a child generator for a named purpose, independent of every other name.</summary>
    /// <param name="seed">Seed of the parent.</param>
    /// <param name="purpose">The purpose of its numbers, such as <c>split</c>.</param>
    public Pcg64(ulong seed, string purpose)
        : this(SeedSequence.Child(seed, purpose))
    {
    }

    /// <summary>Starts again from a seed without allocating.</summary>
    /// <param name="seed">Any value.</param>
    public void Reseed(ulong seed)
    {
        Span<ulong> words = stackalloc ulong[4];
        uint high = (uint)(seed >> 32);
        ReadOnlySpan<uint> entropy = [(uint)seed, high];
        // numpy drops leading zero words of an integer seed.
        SeedSequence.Generate(high == 0 ? entropy[..1] : entropy, words);
        var start = new UInt128(words[0], words[1]);
        _increment = (new UInt128(words[2], words[3]) << 1) | UInt128.One;
        _state = ((_increment + start) * Multiplier) + _increment;
        _hasHalf = false;
        _half = 0;
    }

    /// <summary>The whole state, for checkpoints: five words.</summary>
    /// <returns>State and increment (high word first), then the buffered half with bit 32 set if there is one.</returns>
    public ulong[] Save() =>
    [
        (ulong)(_state >> 64), (ulong)_state, (ulong)(_increment >> 64), (ulong)_increment,
        _half | (_hasHalf ? 1UL << 32 : 0),
    ];

    /// <summary>Continues from a saved state.</summary>
    /// <param name="words">What <see cref="Save"/> gave.</param>
    /// <exception cref="ArgumentException">Not five words.</exception>
    public void Load(ReadOnlySpan<ulong> words)
    {
        if (words.Length != 5)
        {
            throw new ArgumentException($"generator state: {words.Length} words; needs 5", nameof(words));
        }
        _state = new UInt128(words[0], words[1]);
        _increment = new UInt128(words[2], words[3]);
        _half = (uint)words[4];
        _hasHalf = words[4] >> 32 != 0;
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        _state = (_state * Multiplier) + _increment;
        ulong folded = (ulong)(_state >> 64) ^ (ulong)_state;
        return BitOperations.RotateRight(folded, (int)(_state >> 122));
    }

    /// <summary>32 uniform bits: the halves of a 64-bit word, low half first, as in numpy.</summary>
    public uint NextUInt32()
    {
        if (_hasHalf)
        {
            _hasHalf = false;
            return _half;
        }
        ulong word = NextUInt64();
        _hasHalf = true;
        _half = (uint)(word >> 32);
        return (uint)word;
    }

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform integer in [0, <paramref name="count"/>) by masked rejection.</summary>
    /// <param name="count">At least 1.</param>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        uint last = (uint)count - 1;
        if (last == 0)
        {
            return 0;
        }
        uint mask = uint.MaxValue >> BitOperations.LeadingZeroCount(last);
        uint value;
        do
        {
            value = NextUInt32() & mask;
        }
        while (value > last);
        return (int)value;
    }

    /// <summary>Standard normal, by the polar method (Marsaglia and Bray 1964); the second value of a pair is not kept.</summary>
    public double NextGaussian()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>Standard exponential.</summary>
    public double NextExponential() => -Math.Log(1 - NextDouble());

    /// <summary>Shuffles in place, in the order of numpy's <c>Generator.shuffle</c> (Fisher-Yates from the end).</summary>
    /// <param name="values">What to shuffle.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>0..<paramref name="count"/>-1 in a random order.</summary>
    /// <param name="count">Number of values.</param>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }
        Shuffle(order.AsSpan());
        return order;
    }
}
