using System.Text.Json;
using RlQuery.Core;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Training;

namespace RlQuery.Studies.Unpacking;

/// <summary>Opens parcels of all kinds. Code that is in a parcel is run only where that is allowed.</summary>
public static class ParcelOpener
{
    /// <summary>Opens a parcel.</summary>
    /// <param name="description">Its description.</param>
    /// <param name="file">Finds its other files by their hashes; the content has been checked against the hash.</param>
    /// <param name="folder">A folder for files that must have a name; it exists, and lasts as long as the work.</param>
    /// <param name="parts">The parts that there are here.</param>
    /// <param name="allowParts">Whether assemblies with parts that came with it may be loaded.</param>
    /// <exception cref="InvalidInputException">
    /// It is damaged, brings parts that are not allowed, or means here something else than where it was packed.
    /// </exception>
    public static IParcelWork Open(byte[] description, Func<string, byte[]> file, string folder, Parts parts, bool allowParts)
    {
        try
        {
            var content = new ParcelContent(description, file, folder);
            parts = SentParts.With(content, parts, allowParts);
            return (string?)content.Description["kind"] switch
            {
                EvaluationParcel.Kind => EvaluationParcel.Open(content, parts),
                TrainingParcel.Kind => TrainingParcel.Open(content, parts),
                string other => throw new InvalidInputException($"a parcel of kind {MessageText.Quote(other)} is not known here"),
                null => throw new InvalidInputException("a parcel is damaged"),
            };
        }
        catch (Exception damage) when (damage is NullReferenceException or InvalidOperationException or FormatException or JsonException)
        {
            throw new InvalidInputException("a parcel is damaged");
        }
    }
}
