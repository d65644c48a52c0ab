using System.Globalization;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Parcels;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>What an episode takes of the processor time of a client's one thread: it is read, counted, and written into the journal.</summary>
internal sealed class ClientCost : IParcelNodes
{
    public const string Verb = "client-cost";

    private const int Seeds = 2000;
    private const int Budget = 40;
    private const double WarmShare = 0.25;

    public string Words => "";

    private double Seconds { get; set; }

    /// <summary>Measures it in a process of its own.</summary>
    /// <returns>Seconds of an episode.</returns>
    public static double Measure() => double.Parse(Whole.OwnProcess.Output(Verb), CultureInfo.InvariantCulture);

    /// <summary>Measures it in this process, and prints it.</summary>
    public static void Execute()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rlquery-client-");
        var cost = new ClientCost();
        try
        {
            using var study = EvaluationStudy.Open(MadeGrid.Options(cost, Seeds, Budget, folder.FullName));
            study.Run(new NoTables(new GridProgress()));
        }
        catch (OperationCanceledException)
        {
            // The tables are not made.
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        Console.WriteLine(cost.Seconds.ToString("R", CultureInfo.InvariantCulture));
    }

    public void Run(
        Parcel parcel, byte[] context, IReadOnlyList<int> items, Action<int, byte[]?> answered, Action<string> tell, CancellationToken cancellation)
    {
        IReadOnlyList<byte[]> lines = new MadeEpisodes(MadeEpisodes.SettingsOf(parcel)).Do(context, items, cancellation);
        int warm = (int)(WarmShare * items.Count);
        double from = 0;
        for (int i = 0; i < items.Count; i++)
        {
            from = i == warm ? ProcessorTime.Now : from;
            answered(items[i], lines[i]);
        }
        Seconds = (ProcessorTime.Now - from) / (items.Count - warm);
    }
}
