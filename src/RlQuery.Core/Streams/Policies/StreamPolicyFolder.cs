using System.Security.Cryptography;
using System.Text.Json;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Policies;

namespace RlQuery.Core.Streams.Policies;

/// <summary>Reads and writes the folders of policies for streams. Nothing in a folder is run.</summary>
public static class StreamPolicyFolder
{
    private const string DocumentName = "stream-policy.json";
    private const string WeightsName = "policy.safetensors";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a policy, ready to ask.</summary>
    /// <param name="folder">A folder with stream-policy.json and policy.safetensors.</param>
    /// <returns>The policy under the name of its folder.</returns>
    /// <exception cref="InvalidInputException">Something is missing, damaged, or of another version.</exception>
    public static IStreamStrategy Load(string folder)
    {
        string path = Path.Combine(folder, DocumentName);
        StreamPolicyDocument document = Read(folder);
        if (document.Format != StreamPolicyDocument.CurrentFormat || document.Situation != StreamSituation.Version
            || !document.State.SequenceEqual(StreamSituation.Values.Select(value => value.Name)))
        {
            throw new InvalidInputException($"{path}: was trained by another version of RlQuery ({document.Version}); train it again");
        }
        string weights = Path.Combine(folder, WeightsName);
        TensorFile file = SafetensorsReader.Read(weights);
        if (Convert.ToHexStringLower(SHA256.HashData(InputFile.ReadBytes(weights))) != document.Weights)
        {
            throw new InvalidInputException($"{weights}: these are not the weights that {DocumentName} was written with; copy or train the policy again");
        }
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new StreamPolicy(name, IScoringNetwork.Create(document.Network, file), document.Weights);
    }

    /// <summary>The streams that a policy was trained on.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static IReadOnlyList<string> TrainedOn(string folder) => Read(folder).Streams;

    /// <summary>Writes both files.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="document">All but the hash of the weights.</param>
    /// <param name="weights">The weights of its network.</param>
    internal static void Save(string folder, StreamPolicyDocument document, TensorFile weights)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, weights);
        byte[] bytes = stream.ToArray();
        AtomicFile.Write(Path.Combine(folder, WeightsName), bytes);
        document = document with { Weights = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        AtomicFile.WriteText(Path.Combine(folder, DocumentName), JsonSerializer.Serialize(document, Json) + "\n");
    }

    private static StreamPolicyDocument Read(string folder)
    {
        string path = Path.Combine(folder, DocumentName);
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: no such file; a policy for streams is a folder with {DocumentName} and {WeightsName}");
        }
        try
        {
            return JsonText.Deserialize<StreamPolicyDocument>(TextFile.Read(path), Json) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException($"{path}: damaged: {MessageText.Shorten(fault.Message)}; copy or train the policy again");
        }
    }
}
