using System.Text.Json.Nodes;
using RlQuery.Core.Evaluation;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Tests.Grids;

/// <summary>Settings and outcomes that no run was needed for.</summary>
internal static class GridSamples
{
    public static EvaluationSettings Settings(Action<JsonObject>? change = null)
    {
        JsonObject manifest = JsonNode.Parse("""
            {
              "version": "0.1.0", "environment": {"name": "env", "sha256": "aa"}, "learners": ["linear", "forest"], "budget": 5, "seed": 3, "repeats": 4,
              "data": [{"name": "near", "hash": "11"}, {"name": "far", "hash": "22"}, {"name": "flat", "hash": "33"}],
              "strategies": [{"name": "random", "kind": "heuristic"}, {"name": "mine", "kind": "policy", "sha256": "bb"}]
            }
            """)!.AsObject();
        change?.Invoke(manifest);
        return new EvaluationSettings(manifest, countDepartures: false, Known.Parts);
    }

    /// <summary>Scores whose bits need all digits.</summary>
    public static EpisodeOutcome Outcome(GridCell cell) => new(
        cell, new LearningCurve([2, 3, 5], [1.0 / 3, Math.Sqrt(2) / (2 + cell.Episode.Seed), 0.1 + 0.2]) { Departures = [0, 1, 2] }, null);

    /// <summary>A finished shard.</summary>
    public static JournalContent Content(EvaluationSettings settings, Shard shard) =>
        new(settings, shard, settings.Cells(shard).ToDictionary(cell => cell, Outcome), 0);
}
