using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Parcels;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>An evaluation of bundled sets whose episodes are made up.</summary>
internal static class MadeGrid
{
    private static readonly string[] Sets = ["iris", "wine", "diabetes", "breast-cancer-wisconsin"];
    private static readonly string[] Strategies = ["random", "margin", "entropy", "density", "least-confidence"];

    /// <summary>Options of an evaluation.</summary>
    /// <param name="nodes">Who plays.</param>
    /// <param name="seeds">Number of seeds: twenty episodes each.</param>
    /// <param name="budget">Queries of each episode.</param>
    /// <param name="folder">A folder, for the results.</param>
    public static EvaluationOptions Options(IParcelNodes nodes, int seeds, int budget, string folder) => new()
    {
        Environments = [Path.Combine(Command.Repository, "environments", "tabular.json")],
        Out = Path.Combine(folder, "out"),
        Data = Sets,
        Strategies = Strategies,
        Budget = budget,
        Repeats = seeds,
        Nodes = nodes,
    };

    /// <summary>Number of episodes of each seed.</summary>
    public static int OfSeed => Sets.Length * Strategies.Length;
}
