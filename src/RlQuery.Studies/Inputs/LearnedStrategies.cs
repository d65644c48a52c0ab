using System.Security.Cryptography;
using RlQuery.Core;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Inputs;

/// <summary>Learned policies, by their folders.</summary>
public static class LearnedStrategies
{
    /// <summary>Opens policies; unusable ones, and ones with equal names, are added to the faults.</summary>
    /// <param name="folders">Their folders, as <see cref="PolicyFolder.Locate"/> finds them.</param>
    /// <param name="parts">Where their signals, and the heuristics that they are told apart from, are found.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IReadOnlyList<LearnedStrategy> Open(IReadOnlyList<string> folders, Parts parts, Faults faults)
    {
        LearnedStrategy?[] opened = [.. folders.Select(folder => faults.Collect(() => Open(folder, parts)))];
        LearnedStrategy[] policies = [.. opened.OfType<LearnedStrategy>()];
        foreach (IGrouping<string, LearnedStrategy> same in policies.GroupBy(policy => policy.Strategy.Name))
        {
            if (parts.TryFind<IQueryStrategy>(same.Key) is not null)
            {
                faults.Add($"policy: '{same.Key}' is the name of a strategy; rename the folder");
            }
            if (same.Count() > 1)
            {
                faults.Add($"policy: two folders are named '{same.Key}'; results are told apart by that name, so rename one");
            }
        }
        return policies;
    }

    private static LearnedStrategy Open(string named, Parts parts)
    {
        string folder = PolicyFolder.Locate(named);
        LearnedPolicy policy = PolicyReader.Load(folder, parts);
        byte[] document = InputFile.ReadBytes(Path.Combine(folder, PolicyReader.DocumentName));
        PolicyDocument described = PolicyReader.ReadDocument(folder);
        return new LearnedStrategy(policy, Convert.ToHexStringLower(SHA256.HashData(document)), described) { Range = PolicyRange.Read(folder, described) };
    }
}
