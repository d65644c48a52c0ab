using RlQuery.Core;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Tests.Grids;

public sealed class EpisodeJournalTests : IDisposable
{
    private static readonly EvaluationSettings Settings = GridSamples.Settings();
    private static readonly IReadOnlyList<GridCell> Cells = Settings.Cells(Shard.Whole);

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-journal-").FullName;

    private string Journal => Path.Combine(_folder, EpisodeJournal.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Episodes_are_read_back_to_the_last_bit()
    {
        Append(Cells.Select(GridSamples.Outcome));
        var content = JournalContent.Read(Journal, Known.Parts);
        Assert.Null(Settings.DifferenceFrom(content.Settings));
        Assert.Equal(0, content.Damaged);
        foreach (GridCell cell in Cells)
        {
            EpisodeOutcome written = GridSamples.Outcome(cell);
            Assert.Equal(
                written.Curve!.Scores.Select(BitConverter.DoubleToInt64Bits), content.Outcomes[cell].Curve!.Scores.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(written.Curve.Costs, content.Outcomes[cell].Curve!.Costs);
            Assert.Equal(written.Curve.Departures, content.Outcomes[cell].Curve!.Departures);
        }
    }

    [Fact]
    public void Nothing_is_on_disk_before_the_first_episode()
    {
        using (var journal = new EpisodeJournal(Journal, Settings, Shard.Whole))
        {
            Assert.False(journal.Exists);
        }
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void An_episode_is_on_disk_as_soon_as_it_is_appended()
    {
        using var journal = new EpisodeJournal(Journal, Settings, Shard.Whole);
        for (int i = 0; i < 3; i++)
        {
            long before = i == 0 ? 0 : new FileInfo(Journal).Length;
            journal.Append(GridSamples.Outcome(Cells[i]));
            Assert.True(new FileInfo(Journal).Length > before);
        }
    }

    [Fact]
    public void Cut_at_any_byte_it_keeps_what_stands_before_and_goes_on()
    {
        Append(Cells.Take(3).Select(GridSamples.Outcome));
        byte[] whole = File.ReadAllBytes(Journal);
        int[] ends = [.. Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').Select(i => i + 1)];
        for (int length = ends[0]; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(Journal, whole[..length]);
            int complete = ends.Count(end => end <= length) - 1;
            Append([GridSamples.Outcome(Cells[5])]);
            var content = JournalContent.Read(Journal, Known.Parts);
            Assert.Equal([.. Cells.Take(complete), Cells[5]], content.Outcomes.Keys);
            Assert.Equal(0, content.Damaged);
        }
    }

    [Fact]
    public void A_damaged_line_costs_its_episode_alone()
    {
        Append(Cells.Take(3).Select(GridSamples.Outcome));
        string[] lines = File.ReadAllLines(Journal);
        lines[2] = lines[2].Replace("0.3333", "0.4333", StringComparison.Ordinal);
        File.WriteAllText(Journal, string.Join('\n', lines) + "\n");
        var content = JournalContent.Read(Journal, Known.Parts);
        Assert.Equal([Cells[0], Cells[2]], content.Outcomes.Keys);
        Assert.Equal(1, content.Damaged);
    }

    [Fact]
    public void An_episode_that_was_tried_again_counts_as_it_ended_last()
    {
        Append([EpisodeOutcome.Of(Cells[0], new InvalidOperationException("no\nluck")), GridSamples.Outcome(Cells[1])]);
        Assert.Equal("InvalidOperationException: no luck", JournalContent.Read(Journal, Known.Parts).Outcomes[Cells[0]].Failure);
        Append([GridSamples.Outcome(Cells[0])]);
        Assert.Null(JournalContent.Read(Journal, Known.Parts).Outcomes[Cells[0]].Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data,strategy\nnear,random\n")]
    [InlineData("0123456789abcdef {\"journal\":\"rlquery evaluation\"}\n")]
    public void What_is_no_journal_is_refused(string text)
    {
        File.WriteAllText(Journal, text);
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => JournalContent.Read(Journal, Known.Parts)).Faults);
        Assert.Equal($"{Journal}: is not a journal of an evaluation, or its first line is damaged; name a new folder", fault);
    }

    [Fact]
    public void Two_runs_do_not_write_one_journal()
    {
        Append([GridSamples.Outcome(Cells[0])]);
        using var journal = new EpisodeJournal(Journal, Settings, Shard.Whole);
        Assert.Contains(
            "another run", Assert.Throws<InvalidInputException>(() => new EpisodeJournal(Journal, Settings, Shard.Whole)).Message, StringComparison.Ordinal);
        Assert.Contains("another run", Assert.Throws<InvalidInputException>(() => JournalContent.Read(Journal, Known.Parts)).Message, StringComparison.Ordinal);
    }

    private void Append(IEnumerable<EpisodeOutcome> outcomes)
    {
        using var journal = new EpisodeJournal(Journal, Settings, Shard.Whole);
        foreach (EpisodeOutcome outcome in outcomes)
        {
            journal.Append(outcome);
        }
    }
}
