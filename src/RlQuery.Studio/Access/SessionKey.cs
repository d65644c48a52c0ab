using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RlQuery.Core;

namespace RlQuery.Studio.Access;

/// <summary>The secret of a session's pages: kept beside the session, so that an open page goes on after the server was killed and started again.</summary>
internal sealed class SessionKey
{
    /// <summary>Name of the file in the session's folder; only its owner may read it.</summary>
    public const string FileName = "studio.key";

    private const int Bytes = 32;

    private readonly byte[] _key;

    private SessionKey(byte[] key) => _key = key;

    /// <summary>Reads the key of a session, or makes one.</summary>
    /// <param name="folder">The session's folder, which this process has.</param>
    public static SessionKey Of(string folder)
    {
        string path = Path.Combine(folder, FileName);
        byte[] key = File.Exists(path) ? File.ReadAllBytes(path) : [];
        if (key.Length != Bytes)
        {
            key = RandomNumberGenerator.GetBytes(Bytes);
            AtomicFile.Write(path, key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return new SessionKey(key);
    }

    /// <summary>A token that nobody can make without the key.</summary>
    /// <param name="use">What it is for: a token for one use is of none for another.</param>
    /// <param name="annotator">Whose it is; null if nobody is named.</param>
    public string Token(string use, string? annotator) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{use}\n{(annotator is null ? "" : $"={annotator}")}")));

    /// <summary>Whether two tokens are the same, in a time that tells nothing of where they differ.</summary>
    public static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
