using System.Security.Cryptography;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

/// <summary>Reads policy folders. Nothing in a folder is run.</summary>
public static class PolicyReader
{
    /// <summary>Name of the file that describes a policy and, by their hash, its weights.</summary>
    public const string DocumentName = "policy.json";

    internal const string WeightsName = "policy.safetensors";

    /// <summary>Reads a policy, ready to choose.</summary>
    /// <param name="folder">A folder with policy.json and policy.safetensors.</param>
    /// <param name="parts">Where its signals and state values are looked up.</param>
    /// <returns>The policy under the name of its folder.</returns>
    /// <exception cref="InvalidInputException">
    /// Something is missing, damaged, of another format, or made for signals that this version does not have; each fault names its file.
    /// </exception>
    public static LearnedPolicy Load(string folder, Parts parts)
    {
        (PolicyDocument document, _, IScoringNetwork[] members) = Open(folder, parts);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return Make(name, document, members, parts);
    }

    /// <summary>A policy that is in no folder yet, ready to choose.</summary>
    internal static LearnedPolicy Load(PolicyDocument document, TensorFile weights, Parts parts) =>
        Make(document.Name, document, MembersOf(document, weights), parts);

    /// <summary>Reads policy.json alone: where a policy comes from, whether or not this version can use it.</summary>
    /// <param name="folder">A folder with policy.json.</param>
    /// <exception cref="InvalidInputException">It is missing, is no policy.json, or is of another format.</exception>
    public static PolicyDocument ReadDocument(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException($"{folder}: no such folder; a policy is a folder with {DocumentName} and {WeightsName}");
        }
        string path = Path.Combine(folder, DocumentName);
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: no such file; a policy is a folder with {DocumentName} and {WeightsName}");
        }
        return PolicyJson.Read(InputFile.ReadBytes(path), path);
    }

    /// <summary>Reads both files of a policy that this version can use.</summary>
    internal static (PolicyDocument Document, TensorFile Weights, IScoringNetwork[] Members) Open(string folder, Parts parts)
    {
        PolicyDocument document = ReadDocument(folder);
        string source = Path.Combine(folder, DocumentName);
        PolicyRules.ListOf(document, source, parts);
        PolicyRules.Check(document, source, parts);
        string path = Path.Combine(folder, WeightsName);
        TensorFile weights = SafetensorsReader.Read(path);
        IScoringNetwork[] members = MembersOf(document, weights);
        if (Convert.ToHexStringLower(SHA256.HashData(InputFile.ReadBytes(path))) != document.Weights)
        {
            throw new InvalidInputException($"{path}: these are not the weights that {DocumentName} was written with; copy or train the policy again");
        }
        return (document, weights, members);
    }

    private static LearnedPolicy Make(string name, PolicyDocument document, IScoringNetwork[] members, Parts parts) => new(
        name, SignalList.ByName(parts, document.Signals.Names, document.State.Names), document.Normalisation.ToNormalisation(),
        document.Selector.ToSelector(parts), members);

    private static IScoringNetwork[] MembersOf(PolicyDocument document, TensorFile weights) =>
    [
        .. Enumerable.Range(0, document.Selector.Ensemble)
            .Select(member => IScoringNetwork.Create(document.Network, weights, document.Selector.Prefix(member))),
    ];
}
