using System.Globalization;
using System.Text.Json;
using RlQuery.Benchmarks.Output;
using RlQuery.Studies.Evaluation;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>What memory a client takes of an evaluation whose episodes are made up, in a process of its own.</summary>
/// <param name="Begun">Megabytes when the episodes began.</param>
/// <param name="Played">Most megabytes until they had ended.</param>
/// <param name="Written">Most megabytes until the tables were written; null where they were not.</param>
internal sealed record MemoryRun(double Begun, double Played, double? Written)
{
    public const string Verb = "remember";

    private const int Budget = 40;

    // What the tables of a million episodes need is not tried here.
    private static readonly (int Nodes, int Seeds, bool Tables)[] Cases =
        [(4, 500, true), (4, 2_500, true), (4, 5_000, true), (4, 50_000, false), (512, 5_000, false)];

    /// <summary>The table.</summary>
    public static Table Run() => new(["workers", "episodes", "queries", "begun_mb", "played_mb", "written_mb"], [.. Cases.Select(one => Row(one))]);

    /// <summary>Runs one in this process, and prints it.</summary>
    public static void Execute(int nodes, int seeds, bool tables)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rlquery-remembered-");
        var progress = new GridProgress();
        try
        {
            using var cluster = new MadeCluster(nodes);
            using var study = EvaluationStudy.Open(MadeGrid.Options(cluster, seeds, Budget, folder.FullName));
            try
            {
                study.Run(tables ? progress : new NoTables(progress));
            }
            catch (OperationCanceledException) when (!tables)
            {
                // As it was asked for.
            }
            Console.WriteLine(JsonSerializer.Serialize(new MemoryRun(progress.Before, progress.Most, tables ? Memory.Most : null)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Row((int Nodes, int Seeds, bool Tables) one)
    {
        MemoryRun run = JsonSerializer.Deserialize<MemoryRun>(Whole.OwnProcess.Output(Verb, $"{one.Nodes}", $"{one.Seeds}", $"{one.Tables}"))!;
        return [$"{one.Nodes}", $"{one.Seeds * MadeGrid.OfSeed}", $"{Budget}", Number(run.Begun), Number(run.Played), Number(run.Written)];
    }

    private static string Number(double? value) => value?.ToString("F0", CultureInfo.InvariantCulture) ?? "";
}
