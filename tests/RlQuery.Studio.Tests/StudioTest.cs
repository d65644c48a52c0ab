using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;
using RlQuery.Sessions;

namespace RlQuery.Studio.Tests;

/// <summary>A session that is served in this process, in a folder that is gone after the test.</summary>
public abstract class StudioTest : IAsyncLifetime
{
    private readonly List<IDisposable> _open = [];
    private readonly List<StudioServer> _servers = [];
    private readonly string _root = Directory.CreateTempSubdirectory("rlquery-studio-").FullName;

    /// <summary>Links that were told after the first.</summary>
    protected List<StudioLink> Invited { get; } = [];

    protected string Folder => At("session");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    protected string At(string name) => Path.Combine(_root, name);

    protected async Task StopAsync()
    {
        foreach (StudioServer server in _servers)
        {
            await server.DisposeAsync();
        }
        _open.ForEach(one => one.Dispose());
        _servers.Clear();
        _open.Clear();
    }

    /// <summary>Two blobs of numbers, without labels.</summary>
    protected string WriteNumbers(int rows)
    {
        var generator = new Pcg64(5);
        double Near(int row) => (row % 2 * 2) + generator.NextDouble();
        string[] lines = [.. Enumerable.Range(0, rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"{Near(row):F4},{Near(row):F4},"))];
        return Write("data.csv", ["x,y,label", .. lines]);
    }

    /// <summary>A table of the regions of two landscapes, with their maps, as <c>rlquery regions</c> writes it.</summary>
    protected string WriteRegions(string folder = "")
    {
        var lines = new List<string> { "region:picture,region:number,region:x,region:y,across,down,label" };
        foreach (string name in (string[])["one.png", "two.png"])
        {
            int[] regionOf = TestPictures.Landscape(At($"{folder}streets/{name}"), At($"{folder}streets-maps/{name}"));
            foreach (IGrouping<int, int> own in Enumerable.Range(0, regionOf.Length).GroupBy(pixel => regionOf[pixel]).OrderBy(one => one.Key))
            {
                (double x, double y) = (own.Average(pixel => pixel % TestPictures.Width), own.Average(pixel => pixel / TestPictures.Width));
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name},{own.Key},{x:F0},{y:F0},{x / 320:F4},{y / 240:F4},"));
            }
        }
        File.WriteAllText(At($"{folder}streets-maps/maps.json"), """{"pictures":"../streets"}""");
        return Write($"{folder}streets.csv", [.. lines]);
    }

    /// <summary>Rows in three clouds that are easily told apart.</summary>
    protected string WriteClouds(int rows)
    {
        var generator = new Pcg64(6);
        double Near(int row) => (3 * (row % 3)) + generator.NextDouble();
        string Line(int row) => string.Create(CultureInfo.InvariantCulture, $"{Near(row):F3},{-Near(row):F3},kind {row % 2}");
        string[] lines = [.. Enumerable.Range(0, rows).Select(Line)];
        return Write("clouds.csv", ["x,y,kind", .. lines]);
    }

    /// <summary>Whether two rows of <see cref="WriteClouds"/> belong together.</summary>
    protected static string Truth(PairTable table, int item) =>
        table.RowsOf(item).First % 3 == table.RowsOf(item).Second % 3 ? LinkAnswers.Same : LinkAnswers.Different;

    /// <summary>The table of a session about pairs.</summary>
    protected static PairTable OpenTable(string data, int clusters = 3) =>
        PairTable.Of(TableReader.Read(data, null, StandardParts.Create(), header: true), null, clusters, 7, new MixedTableFeaturizer());

    protected string Write(string name, params string[] lines)
    {
        File.WriteAllLines(At(name), lines);
        return At(name);
    }

    /// <summary>Begins a session, or goes on with it.</summary>
    protected OpenRows Open(
        string data, string[] classes, string? annotator = null, double overlap = 0, TargetKind kind = TargetKind.Class, bool cells = false)
    {
        Parts parts = StandardParts.Create();
        string task = kind switch { TargetKind.Number => "regression", TargetKind.ClassSet => "multilabel", _ => "classification" };
        string strategy = kind == TargetKind.Number ? "greedy-input" : "margin";
        string learner = kind == TargetKind.Number ? "ridge-regression" : "logistic-regression";
        Table read = TableReader.Read(data, "label", parts);
        LabellingTable table = cells ? LabellingTable.OfAnswers(read, "label", null, kind) : LabellingTable.Of(read, "label", null, null, kind);
        LabellingState state = table.Begin(classes);
        SessionFile file;
        if (File.Exists(Path.Combine(Folder, SessionFile.FileName)))
        {
            file = SessionFile.Open(Folder);
            file.Replay(state);
        }
        else
        {
            var settings = new SessionSettings(data, "label", null, null, strategy, learner, 7, 0, classes, overlap, Task: task);
            file = SessionFile.Begin(Folder, settings, TableFingerprint.Of(read));
        }
        ILearnerFactory fitted = parts.FindLearner(learner, kind == TargetKind.Number ? kind : TargetKind.Class);
        var session = new OpenRows(file, table, state, parts.Find<IQueryStrategy>(strategy), fitted, 1, annotator);
        _open.Add(session);
        return session;
    }

    /// <summary>Begins a session about pairs of rows, or goes on with it.</summary>
    protected OpenPairs OpenPairs(string data, int clusters, string? annotator = null)
    {
        Parts parts = StandardParts.Create();
        PairTable table = OpenTable(data, clusters);
        LabellingState state = table.Begin();
        SessionFile file;
        if (File.Exists(Path.Combine(Folder, SessionFile.FileName)))
        {
            file = SessionFile.Open(Folder);
            file.Replay(state);
        }
        else
        {
            var settings = new SessionSettings(data, "", null, null, "npu", "pckmeans", 7, 0, [], Task: "clustering") { Clusters = clusters };
            file = SessionFile.Begin(Folder, settings, TableFingerprint.Of(table.Cells));
        }
        var session = new OpenPairs(
            file, table, state, parts.Find<IQueryStrategy>("npu"), parts.FindLearner("pckmeans", TargetKind.Link), 1, annotator);
        _open.Add(session);
        return session;
    }

    protected async Task<StudioServer> StartAsync(OpenSession session, StudioOptions? options = null)
    {
        StudioServer server = await StudioServer.StartAsync(session, Folder, options ?? new StudioOptions(), Invited.Add);
        _servers.Add(server);
        return server;
    }

    /// <summary>Somebody who has opened a link.</summary>
    protected async Task<StudioClient> EnterAsync(StudioServer server, string? annotator = null)
    {
        var client = new StudioClient(server.Address);
        _open.Add(client);
        await client.EnterAsync(server.Links.First(link => link.Annotator == annotator).Address);
        return client;
    }

    /// <summary>Reads server-sent events up to a line with some text.</summary>
    protected static async Task UntilAsync(StreamReader reader, string text)
    {
        while (!(await reader.ReadLineAsync() ?? throw new EndOfStreamException()).Contains(text, StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Events as the file has them, read from a copy while the server runs.</summary>
    protected IReadOnlyList<LabellingEvent> Stored()
    {
        string copy = At($"copy-{Guid.NewGuid():N}");
        Directory.CreateDirectory(copy);
        File.Copy(Path.Combine(Folder, SessionFile.FileName), Path.Combine(copy, SessionFile.FileName));
        using var file = SessionFile.Open(copy);
        return file.Events;
    }
}
