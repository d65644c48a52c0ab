using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core.Numerics;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Parcels;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>Episodes that are made up: a curve of random scores. The lines are as those of real ones.</summary>
/// <param name="settings">Which episodes there are.</param>
internal sealed class MadeEpisodes(EvaluationSettings settings) : IParcelWork
{
    private readonly string _curve = Curve(settings.Budget);

    /// <summary>Reads which episodes there are in the description of a parcel.</summary>
    public static EvaluationSettings SettingsOf(Parcel parcel)
    {
        JsonObject description = JsonNode.Parse(parcel.Description.Content)!.AsObject();
        return new EvaluationSettings((JsonObject)description["settings"]!, (bool)description["departures"]!, Studies.Standard.StudyParts.Create());
    }

    public IReadOnlyList<byte[]> Do(byte[] context, IReadOnlyList<int> items, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return [.. items.Select(Line)];
    }

    private static string Curve(int budget)
    {
        var random = new Pcg64(1, "made episodes");
        double[] costs = [.. Enumerable.Range(3, budget + 1)];
        double[] scores = [.. costs.Select(_ => random.NextDouble())];
        return $"\"Labels\":{JsonSerializer.Serialize(costs)},\"Scores\":{JsonSerializer.Serialize(scores)},\"Departures\":null,\"Failure\":null";
    }

    private byte[] Line(int item)
    {
        (string learner, EpisodeSpec spec) = settings.CellAt(item);
        return JournalLine.Seal(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{{\"Learner\":\"{learner}\",\"Data\":\"{spec.Data}\",\"Strategy\":\"{spec.Strategy}\",\"Seed\":{spec.Seed},{_curve}}}"));
    }
}
