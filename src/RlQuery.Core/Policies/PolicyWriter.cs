using System.Security.Cryptography;

namespace RlQuery.Core.Policies;

/// <summary>Writes policy folders: the same policy gives the same bytes.</summary>
public static class PolicyWriter
{
    /// <summary>Writes policy.safetensors, policy.json and CARD.md, each atomically.</summary>
    /// <param name="folder">The folder; other files in it stay.</param>
    /// <param name="document">All but <see cref="PolicyDocument.Weights"/>, which is computed.</param>
    /// <param name="weights">The layers of every member under the prefix of <see cref="PolicySelector.Prefix"/>.</param>
    /// <param name="parts">Where its signals and state values are looked up.</param>
    /// <exception cref="InvalidInputException">The policy could not be read back; nothing has been written.</exception>
    public static void Save(string folder, PolicyDocument document, TensorFile weights, Parts parts) => Save(folder, document, weights, parts, "");

    /// <summary>Writes a policy whose maker adds a section to CARD.md: Markdown that ends with a line break, or nothing.</summary>
    internal static void Save(string folder, PolicyDocument document, TensorFile weights, Parts parts, string section)
    {
        PolicyRules.ListOf(document, folder, parts);
        PolicyRules.Check(document, folder, parts);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, weights);
        byte[] bytes = stream.ToArray();
        stream.Position = 0;
        TensorFile readBack = SafetensorsReader.Read(stream, folder);
        for (int member = 0; member < document.Selector.Ensemble; member++)
        {
            _ = IScoringNetwork.Create(document.Network, readBack, document.Selector.Prefix(member));
        }
        PolicyDocument complete = document with { Weights = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        string json = PolicyJson.Write(complete);
        AtomicFile.Write(Path.Combine(folder, PolicyReader.WeightsName), target => target.Write(bytes));
        AtomicFile.WriteText(Path.Combine(folder, PolicyReader.DocumentName), json);
        AtomicFile.WriteText(Path.Combine(folder, "CARD.md"), PolicyCard.Write(complete, readBack, section));
    }

    /// <summary>The document with the hash of its weights, as it is written.</summary>
    internal static PolicyDocument Complete(PolicyDocument document, TensorFile weights)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, weights);
        return document with { Weights = Convert.ToHexStringLower(SHA256.HashData(stream.ToArray())) };
    }
}
