using RlQuery.Core.Data;
using RlQuery.Core.Policies;

namespace RlQuery.Studies.Inputs;

/// <summary>A learned policy with its metadata.</summary>
/// <param name="Strategy">The policy, under the name of its folder.</param>
/// <param name="Hash">SHA-256 of its policy.json, which covers the weights.</param>
/// <param name="Document">Where it comes from.</param>
public sealed record LearnedStrategy(LearnedPolicy Strategy, string Hash, PolicyDocument Document)
{
    /// <summary>What it was trained on.</summary>
    /// <value>Default: null; its folder does not say.</value>
    public PolicyRange? Range { get; init; }

    /// <summary>The data sets on which it was trained or chosen: results on them are too optimistic.</summary>
    /// <param name="data">Data sets.</param>
    /// <returns>Names of those among them.</returns>
    public IEnumerable<string> Seen(IEnumerable<Dataset> data) =>
        data.Where(set => Document.Data.Any(seen => seen.Hash == set.Hash)).Select(set => set.Name);
}
