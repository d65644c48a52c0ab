using System.Security.Cryptography;

namespace RlQuery.Studies.Parcels;

/// <summary>A file of a parcel. It is asked for by its hash, so that a node that has it is not sent it again.</summary>
/// <param name="content">What is in it.</param>
public sealed class ParcelFile(byte[] content)
{
    /// <summary>What is in it.</summary>
    public byte[] Content => content;

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public string Hash { get; } = HashOf(content);

    /// <summary>The hash that a content has.</summary>
    /// <param name="content">The content.</param>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
