using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;

namespace RlQuery.Studies.Unpacking;

/// <summary>Parts of a client's own that came with a parcel. Their code is run only where that is allowed.</summary>
internal static class SentParts
{
    // An assembly that is loaded stays so: the parcels of a session share it.
    private static readonly ConditionalWeakTable<Parts, ConcurrentDictionary<string, Lazy<Parts>>> Loaded = [];

    /// <summary>The parts that a parcel may name.</summary>
    /// <param name="content">The parcel.</param>
    /// <param name="here">The parts that there are here.</param>
    /// <param name="allowed">Whether code that was sent may be run.</param>
    /// <exception cref="InvalidInputException">It needs an assembly that is not here and not allowed, or that cannot be loaded.</exception>
    public static Parts With(ParcelContent content, Parts here, bool allowed)
    {
        (string Name, string Hash)[] missing =
        [
            .. (content.Description[PackedParts.Key]?.AsArray() ?? []).Select(one => ((string)one!["name"]!, (string)one["sha256"]!))
                .Where(one => here.Sources.All(source => source.Hash != one.Item2)),
        ];
        if (missing.Length > 0 && !allowed)
        {
            string files = string.Join(", ", missing.Select(one => $"{MessageText.Quote(one.Name)} (SHA-256 {MessageText.Quote(one.Hash)})"));
            throw new InvalidInputException($"{files} of --parts is not allowed here; start the worker with --allow-parts, or with the same --parts");
        }
        return missing.Length == 0 ? here : Loaded.GetOrCreateValue(here).GetOrAdd(
            string.Join(' ', missing.Select(one => one.Hash)),
            _ => new Lazy<Parts>(() => missing.Aggregate(
                here, (parts, one) => parts.WithAssembly(content.Put(one.Hash, [one.Name], JsonValue.Create(one.Hash)))))).Value;
    }
}
