using System.Text.Json;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Live;
using RlQuery.Core.Streams.Sources;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Core.Tests.Streams;

/// <summary>Streams as they come: faults, and what outlives a kill.</summary>
public sealed class LiveRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-stream-").FullName;

    public static TheoryData<string> Strategies => new(StreamStrategies.All.Select(strategy => strategy.Name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Items_are_asked_for_or_let_go_and_labels_are_learned()
    {
        using LiveRun stream = Open("a");
        Assert.Equal("""{"id":"a","ask":true,"prediction":"ham","probability":0.5000}""", Answer(stream, """{"id": "a", "features": {"x": 1, "y": 2}}"""));
        Assert.Equal("""{"id":"a","learned":true}""", Answer(stream, """{"id": "a", "label": "spam"}"""));
        // Two votes to one before the features, and twice the density: a class seen once is half as wide in either feature.
        Assert.Equal("""{"id":7,"ask":false,"prediction":"spam","probability":0.8000}""", Answer(stream, """{"id": 7, "features": {"x": 1, "y": 2}}"""));
        // The columns of the first item, in any order.
        Assert.StartsWith("""{"id":8,"ask":""", Answer(stream, """{"features": {"y": 2, "x": -1e3}, "id": 8}"""), StringComparison.Ordinal);
        Assert.Equal((3, 1, 1, 0), stream.Counts);
    }

    [Theory]
    [InlineData("nonsense", """{"error":"line 1: is no JSON object in one line, or breaks off"}""")]
    [InlineData("""{"id": 3, "features": {"x": 1, "y":""", """{"id":3,"error":"line 1: is no JSON object in one line, or breaks off"}""")]
    [InlineData("""{"id": 3, "features": {"x": 1, "y": 2}} {}""", """{"id":3,"error":"line 1: is no JSON object in one line, or breaks off"}""")]
    [InlineData("""{"features": {"x": 1, "y": 2}}""", """{"error":"line 1: id is missing; use a text or a whole number"}""")]
    [InlineData("""{"id": 1.5, "features": {"x": 1, "y": 2}}""", """{"error":"line 1: id: is not allowed; use a text or a whole number"}""")]
    [InlineData("""{"id": 3}""", """{"id":3,"error":"line 1: needs either features or label, beside the id"}""")]
    [InlineData("""{"id": 3, "features": {"x": 1}}""", """{"id":3,"error":"line 1: features: y missing; every item has the columns of the first"}""")]
    [InlineData(
        """{"id": 3, "features": {"x": 1, "y": 2, "z": 3}}""",
        """{"id":3,"error":"line 1: features: 'z' is no column of the first item; use x, y"}""")]
    [InlineData(
        """{"id": 3, "features": {"x": 1, "x": 2}}""", """{"id":3,"error":"line 1: features: 'x' occurs twice; name each column once"}""")]
    [InlineData("""{"id": 3, "features": {"x": "NaN", "y": 2}}""", """{"id":3,"error":"line 1: x: 'NaN' is not allowed; use a number"}""")]
    [InlineData("""{"id": 3, "features": {"x": null, "y": 2}}""", """{"id":3,"error":"line 1: x: null is not allowed; use a number"}""")]
    [InlineData("""{"id": 3, "features": {"x": 1e99, "y": 2}}""", """{"id":3,"error":"line 1: x: 1e99 is not allowed; use a number from -3.4e38 to 3.4e38"}""")]
    [InlineData("""{"id": 3, "features": {"x": NaN, "y": 2}}""", """{"id":3,"error":"line 1: is no JSON object in one line, or breaks off"}""")]
    [InlineData(
        """{"id": 3, "colour": 1}""",
        """{"id":3,"error":"line 1: 'colour' is not allowed here; use id with features or with label, each once"}""")]
    [InlineData("""{"id": "asked", "label": "eggs"}""", """{"id":"asked","error":"line 1: label: 'eggs' is no class; use ham, spam"}""")]
    [InlineData("""{"id": "told", "label": "ham"}""", """{"id":"told","error":"line 1: label: was told before; the first one holds"}""")]
    [InlineData("""{"id": "let go", "label": "ham"}""", """{"id":"let go","error":"line 1: label: was not asked for; the item was let go"}""")]
    [InlineData(
        """{"id": "never", "label": "ham"}""",
        """{"id":"never","error":"line 1: label: no item of this id waits for one, or is among the latest 10000"}""")]
    public void A_line_that_cannot_be_used_is_refused_in_one_line_and_changes_nothing(string line, string answer)
    {
        using LiveRun stream = Open("a");
        string[] before =
        [
            """{"id": "told", "features": {"x": 0, "y": 0}}""", """{"id": "told", "label": "spam"}""", """{"id": "let go", "features": {"x": 0, "y": 0}}""",
            """{"id": 1, "features": {"x": 0, "y": 0}}""", """{"id": 2, "features": {"x": 0, "y": 0}}""", """{"id": "asked", "features": {"x": 0, "y": 0}}""",
        ];
        // Every fourth item is asked for.
        Array.ForEach(before, each => Answer(stream, each));
        byte[] log = Log("a");
        Assert.Equal(answer, stream.Answer(line, 1, out bool isFault));
        Assert.True(isFault);
        Assert.Equal(log, Log("a"));
        Assert.Equal("""{"id":"asked","learned":true}""", Answer(stream, """{"id": "asked", "label": "ham"}"""));
    }

    [Fact]
    public void The_first_item_names_the_columns_only_if_it_can_be_used()
    {
        using LiveRun stream = Open("a");
        stream.Answer("""{"id": 1, "features": {"z": "blue"}}""", 1, out bool isFault);
        Assert.True(isFault);
        Assert.StartsWith("""{"id":1,"ask":true""", Answer(stream, """{"id": 1, "features": {"x": 1}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_comes_again_gets_the_same_answer_and_counts_once()
    {
        using LiveRun stream = Open("a");
        string first = Answer(stream, """{"id": 1, "features": {"x": 1}}""");
        Assert.Equal(first.Replace("}", ",\"repeated\":true}", StringComparison.Ordinal), Answer(stream, """{"id": 1, "features": {"x": 1}}"""));
        Assert.Equal((1, 1, 0, 1), stream.Counts);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_stream_that_is_killed_at_any_byte_goes_on_as_if_it_had_not_been(string strategy)
    {
        string[] lines = [.. Lines(strategy, 300)];
        byte[] whole = Log("whole");
        foreach (int cut in (int[])[0, 1, whole.Length / 3, whole.Length / 2, whole.Length - 1, whole.Length])
        {
            string folder = Path.Combine(_folder, $"cut{cut}");
            Directory.CreateDirectory(folder);
            File.Copy(Path.Combine(_folder, "whole", "stream.json"), Path.Combine(folder, "stream.json"));
            File.WriteAllBytes(Path.Combine(folder, "log.jsonl"), whole[..cut]);
            int kept = whole[..cut].Count(letter => letter == '\n');
            using (LiveRun stream = Open($"cut{cut}", strategy))
            {
                foreach (string line in lines[kept..])
                {
                    Assert.DoesNotContain("error", Answer(stream, line), StringComparison.Ordinal);
                }
            }
            Assert.Equal(whole, Log($"cut{cut}"));
        }
    }

    [Fact]
    public void A_snapshot_holds_all_that_the_log_does()
    {
        // Two snapshots: the second one is the same whether it was made after the first was read back or not.
        string[] lines = [.. Lines("split", 19_000)];
        int half = lines.Length / 2;
        using (LiveRun first = Open("halves", "split"))
        {
            Array.ForEach(lines[..half], line => Answer(first, line));
        }
        using (LiveRun second = Open("halves", "split"))
        {
            Array.ForEach(lines[half..], line => Answer(second, line));
            Assert.Equal(lines.Length, second.Counts.Items + second.Counts.Told);
        }
        Assert.Equal(Log("whole"), Log("halves"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "whole", "snapshot.bin")), File.ReadAllBytes(Path.Combine(_folder, "halves", "snapshot.bin")));
        // Without its snapshot, the log is played from its beginning.
        File.Delete(Path.Combine(_folder, "halves", "snapshot.bin"));
        using LiveRun third = Open("halves", "split");
        using LiveRun other = Open("whole", "split");
        const string Next = """{"id": "next", "features": {"c0": 5, "c1": 5, "c2": 5}}""";
        Assert.Equal(Answer(other, Next), Answer(third, Next));
    }

    [Fact]
    public void Other_settings_other_files_and_damage_are_refused()
    {
        Open("a").Dispose();
        string folder = Path.Combine(_folder, "a");
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Open("a", "random"));
        Assert.Equal([$"strategy: {folder} was begun with \"periodic\", not \"random\"; give the same, or name a new folder"], refused.Faults);
        File.WriteAllText(Path.Combine(folder, "log.jsonl"), "{\"id\": 1}\n");
        refused = Assert.Throws<InvalidInputException>(() => Open("a"));
        Assert.Contains("is damaged: needs either features or label", refused.Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "log.jsonl"), "");
        File.WriteAllText(Path.Combine(folder, "snapshot.bin"), "snapshot");
        refused = Assert.Throws<InvalidInputException>(() => Open("a"));
        Assert.Contains("snapshot.bin: is damaged", refused.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder, "b"));
        File.WriteAllText(Path.Combine(_folder, "b", "mine.txt"), "");
        Assert.Contains("is no folder of a stream", Assert.Throws<InvalidInputException>(() => Open("b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_was_lost_or_cut_behind_its_snapshot_is_refused_and_nothing_begins_anew()
    {
        string[] lines = [.. Lines("split", 10_000)];
        string log = Path.Combine(_folder, "whole", "log.jsonl");
        byte[] whole = File.ReadAllBytes(log);
        File.WriteAllBytes(log, whole[..1000]);
        Assert.StartsWith($"{log}: has 1000 bytes, and ", Assert.Throws<InvalidInputException>(() => Open("whole", "split")).Message, StringComparison.Ordinal);
        Assert.Equal(1000, new FileInfo(log).Length);
        File.Delete(log);
        Assert.StartsWith($"{log}: is missing", Assert.Throws<InvalidInputException>(() => Open("whole", "split")).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(log));
        File.WriteAllBytes(log, whole);
        using LiveRun again = Open("whole", "split");
        Assert.Equal(lines.Length, again.Counts.Items + again.Counts.Told);
    }

    [Fact]
    public void A_run_that_was_killed_as_it_made_its_folder_begins()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "a"));
        File.WriteAllText(Path.Combine(_folder, "a", "log.jsonl"), "");
        using LiveRun stream = Open("a");
        Assert.Equal(0, stream.Counts.Items);
    }

    [Fact]
    public void Two_runs_do_not_share_a_folder()
    {
        using LiveRun first = Open("a");
        Assert.Throws<InvalidInputException>(() => Open("a"));
    }

    // Plays a stream whose labels come five items late, and gives the lines that were taken; the folder is "whole".
    private List<string> Lines(string strategy, int items)
    {
        StreamItems source = StreamSources.Find("sea-sudden").Open(2);
        var taken = new List<string>();
        var late = new Queue<(int Due, string Line)>();
        using LiveRun stream = Open("whole", strategy);
        float[] features = new float[source.Features];
        for (int i = 0; i < items; i++)
        {
            source.Next(features, out int label);
            Send(JsonSerializer.Serialize(new { id = $"item {i}", features = new { c0 = features[0], c1 = features[1], c2 = features[2] } }), i, label);
            while (late.TryPeek(out (int Due, string Line) next) && next.Due <= i)
            {
                Send(late.Dequeue().Line, i, label);
            }
        }
        return taken;

        void Send(string line, int i, int label)
        {
            taken.Add(line);
            if (Answer(stream, line).Contains("\"ask\":true", StringComparison.Ordinal))
            {
                late.Enqueue((i + 5, JsonSerializer.Serialize(new { id = $"item {i}", label = label == 0 ? "ham" : "spam" })));
            }
        }
    }

    private LiveRun Open(string name, string strategy = "periodic") => LiveRun.Open(Path.Combine(_folder, name), new LiveSettings
    {
        Strategy = StreamStrategies.Find(strategy),
        Learner = StreamLearners.All[0],
        Classes = ["ham", "spam"],
        Rate = 0.25,
    });

    private static string Answer(LiveRun stream, string line)
    {
        string answer = stream.Answer(line, 1, out bool isFault);
        Assert.False(isFault, answer);
        return answer;
    }

    private byte[] Log(string name)
    {
        using var log = new FileStream(Path.Combine(_folder, name, "log.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[log.Length];
        log.ReadExactly(bytes);
        return bytes;
    }
}
