using System.Security.Cryptography;
using System.Text;

namespace RlQuery.Core.Numerics;

/// <summary>
/// Spreads seeds of any quality over the whole state of a generator, with the same words as numpy's
/// <c>SeedSequence</c> gives.
/// </summary>
/// <remarks>Source: M. O'Neill, "Developing a seed_seq alternative" (2015), as used by numpy.random.SeedSequence with a pool of four words.</remarks>
public static class SeedSequence
{
    private const int PoolSize = 4;
    private const uint InitA = 0x43b0d7e5;
    private const uint MultA = 0x931e8875;
    private const uint InitB = 0x8b51f9dd;
    private const uint MultB = 0x58f38ded;
    private const uint MixMultL = 0xca01f9dd;
    private const uint MixMultR = 0x4973f715;

    /// <summary>The first words of the sequence, as <c>SeedSequence(entropy).generate_state(n, uint64)</c>.</summary>
    /// <param name="entropy">Entropy as 32-bit words, low word first; empty counts as the single word 0.</param>
    /// <param name="words">Receives the words.</param>
    public static void Generate(ReadOnlySpan<uint> entropy, Span<ulong> words)
    {
        Span<uint> pool = stackalloc uint[PoolSize];
        MixEntropy(entropy, pool);
        uint hash = InitB;
        for (int i = 0; i < 2 * words.Length; i++)
        {
            uint value = pool[i % PoolSize] ^ hash;
            hash *= MultB;
            value *= hash;
            value ^= value >> 16;
            words[i / 2] = (i & 1) == 0 ? value : words[i / 2] | ((ulong)value << 32);
        }
    }

    /// <summary>The seed of a named child: the same parent and name always give the same seed, and no two names share one.</summary>
    /// <param name="seed">Seed of the parent.</param>
    /// <param name="name">What the child is for, such as <c>split</c> or <c>start</c>.</param>
    /// <returns>A seed for <see cref="Pcg64(ulong)"/>.</returns>
    public static ulong Child(ulong seed, string name)
    {
        int length = Encoding.UTF8.GetByteCount(name);
        Span<byte> bytes = length <= 256 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(name, bytes);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return Child(seed, BitConverter.ToUInt64(digest));
    }

    /// <summary>The seed of a numbered child, such as the one of an episode.</summary>
    /// <param name="seed">Seed of the parent.</param>
    /// <param name="index">Number of the child.</param>
    /// <returns>A seed for <see cref="Pcg64(ulong)"/>.</returns>
    public static ulong Child(ulong seed, ulong index)
    {
        Span<ulong> word = stackalloc ulong[1];
        Generate([(uint)seed, (uint)(seed >> 32), (uint)index, (uint)(index >> 32)], word);
        return word[0];
    }

    private static void MixEntropy(ReadOnlySpan<uint> entropy, Span<uint> pool)
    {
        uint hash = InitA;
        for (int i = 0; i < PoolSize; i++)
        {
            pool[i] = HashMix(i < entropy.Length ? entropy[i] : 0, ref hash);
        }
        for (int source = 0; source < PoolSize; source++)
        {
            for (int target = 0; target < PoolSize; target++)
            {
                if (source != target)
                {
                    pool[target] = Mix(pool[target], HashMix(pool[source], ref hash));
                }
            }
        }
        for (int source = PoolSize; source < entropy.Length; source++)
        {
            for (int target = 0; target < PoolSize; target++)
            {
                pool[target] = Mix(pool[target], HashMix(entropy[source], ref hash));
            }
        }
    }

    private static uint HashMix(uint value, ref uint hash)
    {
        value ^= hash;
        hash *= MultA;
        value *= hash;
        return value ^ (value >> 16);
    }

    private static uint Mix(uint x, uint y)
    {
        uint result = (MixMultL * x) - (MixMultR * y);
        return result ^ (result >> 16);
    }
}
