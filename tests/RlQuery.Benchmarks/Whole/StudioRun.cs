using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;
using RlQuery.Sessions;
using RlQuery.Studio;
using RlQuery.Studio.Tests;

namespace RlQuery.Benchmarks.Whole;

/// <summary>A labelling page that several annotators use at once, by real requests on loopback.</summary>
internal static class StudioRun
{
    /// <summary>Verb of the process that serves and asks.</summary>
    public const string Verb = "studio-once";

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(20);

    /// <summary>Runs in a process of its own.</summary>
    /// <param name="chooser">A strategy.</param>
    /// <param name="annotators">How many label at once.</param>
    /// <param name="rate">Answers a second that each tries to give.</param>
    /// <param name="file">Of <see cref="LabellingRun.Write"/>.</param>
    public static StudioCost Measure(string chooser, int annotators, int rate, string file) => JsonSerializer.Deserialize<StudioCost>(
        OwnProcess.Output(Verb, chooser, annotators.ToString(CultureInfo.InvariantCulture), rate.ToString(CultureInfo.InvariantCulture), file))!;

    /// <summary>Labels in this process, and prints what it took.</summary>
    public static async Task LabelAsync(string chooser, int annotators, int rate, string file)
    {
        string folder = Directory.CreateTempSubdirectory("rlquery-studio-").FullName;
        try
        {
            var table = LabellingTable.Of(TableReader.Read(file, "label", Known.Parts), "label", new MixedTableFeaturizer());
            string[] classes = ["even", "odd"];
            LabellingState state = table.Begin(classes);
            var settings = new SessionSettings(file, "label", null, null, chooser, "logistic-regression", 1, 0, classes, 0);
            string[] names = [.. Enumerable.Range(0, annotators).Select(i => $"annotator {i}")];
            (StudioCost cost, HashSet<string> given) = await ServeAsync(
                new OpenRows(
                    SessionFile.Begin(folder, settings, TableFingerprint.Of(table.Cells)), table, state, Known.Parts.Find<IQueryStrategy>(chooser),
                    new LogisticRegressionFactory(), 1, names[0]),
                folder, names, rate);
            using SessionFile stored = SessionFile.Open(folder);
            string[] labels = [.. stored.Events.OfType<RowLabelled>().Select(one => $"{one.By} {one.Row}")];
            int lost = given.Count(one => !labels.Contains(one)) + labels.Length - labels.Distinct().Count();
            Console.WriteLine(JsonSerializer.Serialize(cost with { Lost = lost }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(StudioCost Cost, HashSet<string> Given)> ServeAsync(OpenSession session, string folder, string[] names, int rate)
    {
        using (session)
        {
            await using StudioServer server = await StudioServer.StartAsync(session, folder, new StudioOptions { Annotators = names }, _ => { });
            long start = Stopwatch.GetTimestamp();
            var times = new List<double>();
            var given = new HashSet<string>();
            var clients = new List<StudioClient>();
            foreach (string name in names)
            {
                var client = new StudioClient(server.Address);
                await client.EnterAsync(server.Links.First(link => link.Annotator == name).Address);
                clients.Add(client);
            }
            double first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            long begun = Stopwatch.GetTimestamp();
            await Task.WhenAll(clients.Select((client, i) => AnswerAsync(client, names[i], i, rate, begun, times, given)));
            double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            clients.ForEach(client => client.Dispose());
            times.Sort();
            return (new StudioCost(first, Median.Of(times), times[(int)(0.99 * times.Count)], times[^1], times.Count, times.Count / seconds, 0), given);
        }
    }

    // Whoever has waited longer than the rate allows answers at once.
    private static async Task AnswerAsync(StudioClient client, string name, int place, int rate, long begun, List<double> times, HashSet<string> given)
    {
        for (int i = 0; client.Row is int row; i++)
        {
            TimeSpan due = TimeSpan.FromSeconds((i + ((double)place / 20)) / rate);
            if (due > Lasting)
            {
                return;
            }
            if (due > Stopwatch.GetElapsedTime(begun))
            {
                await Task.Delay(due - Stopwatch.GetElapsedTime(begun));
            }
            long start = Stopwatch.GetTimestamp();
            HttpStatusCode code = await client.SendAsync("answer", row % 2 == 0 ? "even" : "odd");
            lock (times)
            {
                if (code == HttpStatusCode.OK)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    given.Add($"{name} {row}");
                }
            }
        }
    }
}
