using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data.Text;

namespace RlQuery.Studies.Parcels;

/// <summary>Assemblies with parts of one's own in a parcel, by their hashes.</summary>
internal static class PackedParts
{
    /// <summary>What the description of a parcel calls them.</summary>
    public const string Key = "parts";

    /// <summary>The files of the assemblies.</summary>
    /// <param name="parts">The parts of a study.</param>
    /// <exception cref="InvalidInputException">A file is another one by now than that which was loaded.</exception>
    public static ParcelFile[] Files(Parts parts) => [.. parts.Sources.Select(Read)];

    /// <summary>What the description of a parcel says of them.</summary>
    /// <param name="parts">The parts of a study.</param>
    public static JsonArray Describe(Parts parts) =>
        [.. parts.Sources.Select(source => new JsonObject { ["name"] = source.Name, ["sha256"] = source.Hash })];

    private static ParcelFile Read(PartsSource source)
    {
        var file = new ParcelFile(source.Location is string path ? InputFile.ReadBytes(path) : []);
        return file.Hash == source.Hash ? file : throw new InvalidInputException($"parts: {source.Name}: is another file than when it was loaded; try again");
    }
}
