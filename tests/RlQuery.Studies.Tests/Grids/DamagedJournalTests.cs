using System.Security.Cryptography;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Tests.Support;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Tests.Grids;

/// <summary>Journals whose lines have the right checksums, and values that no run writes.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private static readonly EvaluationSettings Settings = GridSamples.Settings();
    private static readonly IReadOnlyList<GridCell> Cells = Settings.Cells(Shard.Whole);

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-journal-").FullName;

    private string Journal => Path.Combine(_folder, EpisodeJournal.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("journal-resealed-ArgumentException-7-e.journal", "is not a journal of an evaluation, or its first line is damaged; name a new folder")]
    [InlineData("journal-resealed-ArgumentOutOfRangeException-5-e.journal", "metrics: is empty; an evaluation has one or more")]
    [InlineData("journal-resealed-NullReferenceException-4-e.journal", "is not a journal of an evaluation, or its first line is damaged; name a new folder")]
    public void Found_by_mutation_they_are_refused_in_a_line(string name, string fault)
    {
        string path = Path.Combine(Repository.Root, "tests", "RlQuery.Studies.Tests", "Grids", "Bugs", name);
        Assert.Equal([$"{path}: {fault}"], Assert.Throws<InvalidInputException>(() => JournalContent.Read(path, Known.Parts)).Faults);
    }

    [Fact]
    public void Found_by_mutation_a_line_of_an_episode_costs_that_episode()
    {
        string path = Path.Combine(Repository.Root, "tests", "RlQuery.Studies.Tests", "Grids", "Bugs", "journal-resealed-JsonException-1-e.journal");
        var content = JournalContent.Read(path, Known.Parts);
        Assert.Equal((1, 6), (content.Damaged, content.Outcomes.Count));
    }

    [Theory]
    [InlineData("\"repeats\":4", "\"repeats\":2000000000", "repeats: 2000000000 is not allowed; use 1..100000")]
    [InlineData("\"repeats\":4", "\"repeats\":0", "repeats: 0 is not allowed; use 1..100000")]
    [InlineData("\"repeats\":4", "\"repeats\":4.5", "damaged")]
    [InlineData("\"budget\":5", "\"budget\":-5", "budget: -5 is not allowed; use 1..100000")]
    [InlineData("\"seed\":3", "\"seed\":9223372036854775807", "seed: 9223372036854775807 is not allowed; use 0..2147383647")]
    [InlineData("\"name\":\"near\"", "\"name\":null", "damaged")]
    [InlineData("\"learners\":[\"linear\",\"forest\"]", "\"learners\":[]", "learners: is empty; an evaluation has one or more")]
    [InlineData("\"learners\":[\"linear\",\"forest\"]", "\"learners\":[null]", "damaged")]
    [InlineData("\"parts\":1", "\"parts\":0", "is not a journal of an evaluation, or its first line is damaged; name a new folder")]
    [InlineData("\"parts\":1", "\"parts\":2000000000", "is not a journal of an evaluation, or its first line is damaged; name a new folder")]
    [InlineData("\"part\":1", "\"part\":2", "is not a journal of an evaluation, or its first line is damaged; name a new folder")]
    [InlineData("\"near\"", "\"\\ud800\"", "is not a journal of an evaluation, or its first line is damaged; name a new folder")]
    [InlineData("\"departures\":false", "\"departures\":3", "is not a journal of an evaluation, or its first line is damaged; name a new folder")]
    public void Settings_that_cannot_be_are_refused_in_a_line(string old, string changed, string fault)
    {
        Write(0, old, changed);
        Assert.Equal([$"{Journal}: {fault}"], Assert.Throws<InvalidInputException>(() => JournalContent.Read(Journal, Known.Parts)).Faults);
    }

    [Fact]
    public void More_episodes_than_memory_holds_are_refused_before_any_is_listed()
    {
        EvaluationSettings large = GridSamples.Settings(manifest => manifest["repeats"] = 100_000);
        Assert.Equal(1_200_000, large.CellsOf(Shard.Whole));
        string learners = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"l{i}\""));
        Write(0, "\"linear\",\"forest\"", learners, "\"repeats\":4", "\"repeats\":100000");
        Assert.Equal(
            [$"{Journal}: 20 learners x 3 sets x 2 strategies x 100000 seeds are 12000000 episodes; at most 10000000 are evaluated together"],
            Assert.Throws<InvalidInputException>(() => JournalContent.Read(Journal, Known.Parts)).Faults);
    }

    [Theory]
    [InlineData("\"Scores\":[", "\"Scores\":[0.5,")]
    [InlineData("\"Labels\":[2,3,5]", "\"Labels\":null")]
    [InlineData("\"Labels\":[2,3,5]", "\"Labels\":[2,3,null]")]
    [InlineData("\"Labels\":[2,3,5]", "\"Labels\":[5,3,2]")]
    [InlineData("\"Departures\":[0,1,2]", "\"Departures\":[0]")]
    [InlineData("\"Failure\":null", "\"Failure\":null,\"Others\":[[1,2,3]]")]
    [InlineData("\"Learner\":\"linear\"", "\"Learner\":null")]
    [InlineData("\"Learner\":\"linear\"", "\"Learner\":\"\\ud800\"")]
    [InlineData("\"Seed\":3", "\"Seed\":-9223372036854775808")]
    [InlineData("\"Seed\":3", "\"Seed\":7")]
    public void An_episode_that_cannot_be_is_left_out(string old, string changed)
    {
        Write(1, old, changed);
        var content = JournalContent.Read(Journal, Known.Parts);
        Assert.Equal(1, content.Damaged);
        Assert.Equal([Cells[1]], content.Outcomes.Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Episodes_of_a_shard_are_told_and_counted_without_listing_them(int parts)
    {
        foreach (Shard shard in Enumerable.Range(1, parts).Select(part => new Shard(part, parts)))
        {
            IReadOnlyList<GridCell> own = Settings.Cells(shard);
            Assert.Equal(own.Count, Settings.CellsOf(shard));
            Assert.Equal(own, Cells.Where(cell => Settings.Holds(cell, shard)));
        }
    }

    // Changes a line of a journal of two episodes, and seals it again.
    private void Write(int line, params string[] changes)
    {
        EpisodeJournal.Write(Journal, Settings, Shard.Whole, Cells.Take(2).Select(GridSamples.Outcome));
        string[] lines = File.ReadAllLines(Journal);
        string text = lines[line][17..];
        for (int i = 0; i < changes.Length; i += 2)
        {
            Assert.Contains(changes[i], text, StringComparison.Ordinal);
            text = text.Replace(changes[i], changes[i + 1], StringComparison.Ordinal);
        }
        lines[line] = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]} {text}";
        File.WriteAllLines(Journal, lines);
    }
}
