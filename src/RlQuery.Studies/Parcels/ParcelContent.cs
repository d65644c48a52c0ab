using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data.Text;

namespace RlQuery.Studies.Parcels;

/// <summary>What a parcel says and holds, as a node has it.</summary>
/// <param name="description">The description.</param>
/// <param name="file">Finds a file by its hash.</param>
/// <param name="folder">Where files that must have a name are put; it exists.</param>
internal sealed class ParcelContent(byte[] description, Func<string, byte[]> file, string folder)
{
    /// <summary>What the description says.</summary>
    public JsonObject Description { get; } =
        JsonText.ParseObject(System.Text.Encoding.UTF8.GetString(description)) ?? throw new InvalidInputException("a parcel is damaged");

    /// <summary>A file.</summary>
    /// <param name="hash">Its hash, in the description.</param>
    public byte[] File(JsonNode? hash) => file((string?)hash ?? throw new InvalidInputException("a parcel names no file where one is needed"));

    /// <summary>Puts a file where those can find it that read it by its path.</summary>
    /// <param name="place">Name of a folder for it, such as a hash.</param>
    /// <param name="name">Its own name, or a folder's and its own.</param>
    /// <param name="hash">Its hash, in the description.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="InvalidInputException">A name is none of a file.</exception>
    public string Put(string place, string[] name, JsonNode? hash)
    {
        foreach (string part in (string[])[place, .. name])
        {
            if (part is "" or "." or ".." || part != Path.GetFileName(part) || part.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
            {
                throw new InvalidInputException($"a parcel names {MessageText.Quote(part)}, which is no name of a file here");
            }
        }
        string path = Path.Combine([folder, place, .. name]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(File(hash)));
        return path;
    }
}
