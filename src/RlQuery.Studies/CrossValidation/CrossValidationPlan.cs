using System.Text.Json.Nodes;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Studies.CrossValidation;

/// <summary>Which policy is trained on what: all that the policies of a cross-validation depend on.</summary>
/// <param name="Environment">The environment whose sets are divided into folds.</param>
/// <param name="Agent">Name of the agent, and of its policies in tables.</param>
/// <param name="Steps">Environment steps of each fold's training.</param>
/// <param name="Seed">Seed of each fold's training.</param>
/// <param name="Sets">All sets of the environment, in its order.</param>
/// <param name="FoldOf">The fold of each set, 0..<paramref name="Folds"/>-1.</param>
/// <param name="Folds">Number of folds.</param>
/// <param name="Validates">Whether training chooses its best policy on sets that it then is not trained on.</param>
internal sealed record CrossValidationPlan(
    LoadedEnvironment Environment, string Agent, int Steps, int Seed, IReadOnlyList<OriginSet> Sets, int[] FoldOf, int Folds, bool Validates)
{
    /// <summary>All sets of a fold, in the order of the environment.</summary>
    public IReadOnlyList<Dataset> Held(int fold) => Select(own => own == fold);

    /// <summary>
    /// What a fold's policy is trained in: all sets of other folds, of which those of the next one are for validation if there is one; the fold's own sets
    /// are to report on.
    /// </summary>
    public LoadedEnvironment EnvironmentOf(int fold)
    {
        int validation = Validates ? (fold + 1) % Folds : fold;
        return Environment.With(
            Select(own => own != fold && own != validation), Validates ? Held(validation) : [], Held(fold));
    }

    /// <summary>The plan as text, by which a resumed run is recognised.</summary>
    public JsonObject Describe() => new()
    {
        ["environment"] = new JsonObject { ["name"] = Environment.Name, ["sha256"] = Environment.Hash },
        ["agent"] = Agent,
        ["steps"] = Steps,
        ["seed"] = Seed,
        ["folds"] = new JsonArray([.. Enumerable.Range(0, Folds).Select(fold => new JsonArray([.. Sets.Where((_, i) => FoldOf[i] == fold).Select(Describe)]))]),
    };

    private static JsonObject Describe(OriginSet set) => new() { ["name"] = set.Data.Name, ["origin"] = set.Origin, ["hash"] = set.Data.Hash };

    private Dataset[] Select(Func<int, bool> which) => [.. Sets.Where((_, i) => which(FoldOf[i])).Select(set => set.Data)];
}
