using System.Text.Json;
using Microsoft.Data.Sqlite;
using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;

namespace RlQuery.Sessions.Tests;

/// <summary>A file that was torn, changed or cut is read in full or refused.</summary>
public sealed class SessionDamageTests : SessionTest
{
    [Fact]
    public void A_copy_with_only_some_pages_of_a_transaction_is_as_before_or_as_after_or_refused()
    {
        LabellingEvent[] first = [.. Enumerable.Range(0, 110).Select(i => new ClassAdded($"class {i}"))];
        LabellingEvent[] import =
            [new FileImported("0f", 200), .. Enumerable.Range(0, 200).Select(i => new RowImported(i % 3, $"class {i % 30}") { By = "ann" })];
        byte[] before, after;
        using (var file = SessionFile.Begin(Folder, Settings, Table))
        {
            file.Append(first);
            before = System.IO.File.ReadAllBytes(File);
            file.Append(import);
            after = System.IO.File.ReadAllBytes(File);
        }
        const int Page = 4096;
        int pages = after.Length / Page;
        var generator = new Pcg64(31);
        var seen = new HashSet<string>();
        for (int i = 0; i < 200; i++)
        {
            // Which pages had been written when the process was killed, and whether the file was grown.
            byte[] torn = i % 2 == 0 ? [.. before, .. new byte[after.Length - before.Length]] : [.. before];
            for (int page = 0; page < torn.Length / Page; page++)
            {
                if (i < pages ? page == i : generator.NextInt(2) == 0)
                {
                    after.AsSpan(page * Page, Page).CopyTo(torn.AsSpan(page * Page));
                }
            }
            Directory.Delete(Folder, recursive: true);
            Directory.CreateDirectory(Folder);
            System.IO.File.WriteAllBytes(File, torn);
            try
            {
                using var file = SessionFile.Open(Folder);
                Assert.Equal(file.Events.Count > first.Length ? [.. first, .. import] : first, file.Events);
                seen.Add("read");
            }
            catch (InvalidInputException refused)
            {
                Assert.Single(refused.Faults);
                seen.Add(refused.Message.Contains("rows of an import are there", StringComparison.Ordinal) ? "half" : "refused");
            }
        }
        Assert.Equal(["half", "read", "refused"], seen.Order());
    }

    [Fact]
    public void An_import_that_lacks_rows_is_damage()
    {
        Store([new FileImported("0f", 3), new RowImported(0, "no"), new RowImported(1, "no"), new QuestionAsked(2)]);
        AssertRefused("damaged: 2 of 3 rows of an import are there; put back a copy of it, or begin anew in another folder");
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Folder);
        System.IO.File.WriteAllText(File, "x,label\n1,a\n" + new string('x', 5000));
        AssertRefused("damaged: it is no SQLite file; put back a copy of it, or begin anew in another folder");
        System.IO.File.Delete(File);
        using (var other = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            other.Open();
            using SqliteCommand create = other.CreateCommand();
            create.CommandText = "CREATE TABLE events (a)";
            create.ExecuteNonQuery();
        }
        AssertRefused("not a labelling session; name another folder");
    }

    [Fact]
    public void A_session_of_a_later_version_is_refused()
    {
        Store(Every, "PRAGMA user_version=5");
        AssertRefused("of version 5; this program reads versions 1 to 4");
    }

    [Theory]
    [InlineData("UPDATE events SET class='no' WHERE number=2", "event 2 is not what was stored")]
    [InlineData("DELETE FROM events WHERE number=3", "event 3 is not what was stored")]
    [InlineData("UPDATE events SET kind='guess' WHERE number=5", "event 5 is not what was stored")]
    [InlineData("UPDATE beginning SET settings=replace(settings, 'margin', 'random')", "event 1 is not what was stored")]
    [InlineData("UPDATE events SET hash='text' WHERE number=4", "event 4 is not what was stored")]
    [InlineData("UPDATE events SET annotator='bob' WHERE number=2", "event 2 is not what was stored")]
    [InlineData("UPDATE events SET annotator=NULL WHERE number=10", "event 10 is not what was stored")]
    [InlineData("UPDATE events SET class=replace(class, '1=0.', '1=0.0') WHERE number=1", "event 1 is not what was stored")]
    [InlineData("UPDATE events SET class=NULL WHERE number=1", "event 1 is not what was stored")]
    [InlineData("DELETE FROM beginning", "its beginning is missing")]
    [InlineData("DROP TABLE events", "its tables are not those of a session")]
    public void What_was_changed_by_other_hands_is_found_out(string statement, string fault)
    {
        Store(Every, statement);
        AssertRefused($"damaged: {fault}; put back a copy of it, or begin anew in another folder");
    }

    [Theory]
    [InlineData("1=0.5 2=0.4")]
    [InlineData("1=2 2=-1")]
    [InlineData("2=1 1=0")]
    [InlineData("anything")]
    public void Probabilities_that_are_none_are_damage_though_their_hash_is_right(string among)
    {
        var row = new EventRow("question", 1, among, null);
        using (var file = SessionFile.Begin(Folder, Settings, Table))
        {
            var chain = new EventChain(JsonSerializer.Serialize(Settings), Table.Columns, Table.ToBytes());
            file.Database.Append([(row, EventChain.Next(chain.Value, row))]);
        }
        AssertRefused("damaged: event 1 is not what was stored; put back a copy of it, or begin anew in another folder");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[[[")]
    [InlineData("replace(settings, '\"Target\":\"label\"', '\"Target\":null')")]
    [InlineData("replace(settings, '\"Target\":\"label\"', '\"Target\":\"\\ud800\"')")]
    [InlineData("replace(settings, '\"Classes\":[', '\"Classes\":[null,')")]
    [InlineData("replace(settings, '\"Classes\":[', '\"Classes\":[\"\\u0000\",')")]
    public void Settings_that_cannot_be_are_damage(string settings)
    {
        Store([], $"UPDATE beginning SET settings={(settings[0] == 'r' ? settings : $"'{settings}'")}");
        AssertRefused("damaged: its settings cannot be read; put back a copy of it, or begin anew in another folder");
    }

    [Fact]
    public void An_event_that_cannot_have_happened_is_damage()
    {
        Store([new RowLabelled(1, "yes")]);
        using var file = SessionFile.Open(Folder);
        Assert.Equal(
            [$"{File}: damaged: event 1 cannot have happened (row 1 is not the row in question); put back a copy of it, or begin anew in another folder"],
            Assert.Throws<InvalidInputException>(() => file.Replay(new LabellingState([null, null], ["yes"]))).Faults);
    }

    [Fact]
    public void A_file_with_any_byte_turned_or_cut_anywhere_is_read_in_full_or_refused()
    {
        Store(Every);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        var generator = new Pcg64(11);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole];
            if (i % 10 == 0)
            {
                damaged = damaged[..generator.NextInt(whole.Length)];
            }
            else
            {
                // Half of the faults are in the header and in the pages' ends, where the rows are.
                int place = i % 2 == 0
                    ? generator.NextInt(whole.Length)
                    : (generator.NextInt(whole.Length / 4096) * 4096) + (i % 4 == 1 ? generator.NextInt(100) : 3000 + generator.NextInt(1096));
                damaged[place] ^= (byte)(1 + generator.NextInt(255));
            }
            Directory.Delete(Folder, recursive: true);
            Directory.CreateDirectory(Folder);
            System.IO.File.WriteAllBytes(File, damaged);
            try
            {
                using var file = SessionFile.Open(Folder);
                Assert.Equal(Every, file.Events);
            }
            catch (InvalidInputException refused)
            {
                Assert.Single(refused.Faults);
            }
        }
    }
}
