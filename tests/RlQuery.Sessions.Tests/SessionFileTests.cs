using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Tests;

/// <summary>What is stored comes back, and stays when storing fails.</summary>
public sealed class SessionFileTests : SessionTest
{
    [Fact]
    public void Everything_that_was_stored_comes_back()
    {
        Store(Every);
        using var again = SessionFile.Open(Folder);
        Assert.Equal(Every, again.Events);
        Assert.Equal(Settings with { Classes = [] }, again.Settings with { Classes = [] });
        Assert.Equal(Settings.Classes, again.Settings.Classes);
        Assert.Equal((Table.Columns, Convert.ToHexString(Table.ToBytes())), (again.Table.Columns, Convert.ToHexString(again.Table.ToBytes())));
        var state = new LabellingState([null, null, null], ["no", "yes"]);
        again.Replay(state);
        Assert.Equal((null, "mäy 'be\"", "yes", "no"), (state.Pending, state.Answers[0], state.Answers[1], state.Answers[2]));
        Assert.Equal(["bób", "ann", "3", "4"], state.Annotators);
    }

    [Fact]
    public void Events_go_on_behind_those_of_before()
    {
        Store(Every[..4]);
        using (var again = SessionFile.Open(Folder))
        {
            Array.ForEach(Every[4..], next => again.Append(next));
        }
        using var last = SessionFile.Open(Folder);
        Assert.Equal(Every, last.Events);
    }

    [Fact]
    public void A_copy_of_the_one_file_taken_while_the_session_goes_on_holds_every_event_that_was_stored()
    {
        using var file = SessionFile.Begin(Folder, Settings, Table);
        string copy = Path.Combine(Path.GetDirectoryName(Folder)!, "copy");
        for (int stored = 1; stored <= Every.Length; stored++)
        {
            // The last five are one import.
            stored = stored > Every.Length - 5 ? Every.Length : stored;
            file.Append(stored < Every.Length ? [Every[stored - 1]] : Every[^5..]);
            Directory.CreateDirectory(copy);
            System.IO.File.Copy(File, Path.Combine(copy, SessionFile.FileName), overwrite: true);
            using (var copied = SessionFile.Open(copy))
            {
                Assert.Equal(Every[..stored], copied.Events);
            }
            Directory.Delete(copy, recursive: true);
        }
        Assert.Equal(
            ("truncate", 2L, "exclusive"),
            (file.Database.Scalar("PRAGMA journal_mode"), file.Database.Scalar("PRAGMA synchronous"), file.Database.Scalar("PRAGMA locking_mode")));
    }

    [Fact]
    public void Events_stored_together_are_all_there_or_none()
    {
        using (var file = SessionFile.Begin(Folder, Settings, Table))
        {
            file.Append(Every[..2]);
            // The third of them is refused in the middle of the transaction.
            file.Database.Execute("CREATE TRIGGER stop AFTER INSERT ON events WHEN new.number=5 BEGIN SELECT RAISE(ABORT, 'stop'); END");
            Assert.Throws<IOException>(() => file.Append(Every[2..]));
            file.Database.Execute("DROP TRIGGER stop");
            file.Append(Every[2..]);
        }
        using var again = SessionFile.Open(Folder);
        Assert.Equal(Every, again.Events);
    }

    [Fact]
    public void A_session_written_before_events_had_annotators_goes_on()
    {
        Directory.CreateDirectory(Folder);
        // By hand, as the first version wrote it: the hash of each event is over the one before and "kind|row|class".
        string settings = """{"Data":"/data/mine.csv","Target":"label","Policy":null,"PolicyHash":"""
            + """null,"Strategy":"margin","Learner":"logistic-regression","Seed":7,"HeldBack":0,"Classes":["no","yes"]}""";
        byte[] hash = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{settings.Length}:{settings}{Table.Columns.Length}:{Table.Columns}"), .. Table.ToBytes()]);
        using (var old = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            old.Open();
            void Execute(string statements, params object?[] values)
            {
                using SqliteCommand command = old.CreateCommand();
#pragma warning disable CA2100 // Texts of this test.
                command.CommandText = statements;
#pragma warning restore CA2100
                for (int i = 0; i < values.Length; i++)
                {
                    command.Parameters.AddWithValue($"${(char)('a' + i)}", values[i] ?? DBNull.Value);
                }
                command.ExecuteNonQuery();
            }
            Execute(
                $"""
                PRAGMA journal_mode=WAL; PRAGMA application_id={0x526C5173}; PRAGMA user_version=1;
                CREATE TABLE beginning (settings TEXT NOT NULL, columns TEXT NOT NULL, rows BLOB NOT NULL);
                CREATE TABLE events (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, row INTEGER, class TEXT, hash BLOB NOT NULL);
                """);
            Execute("INSERT INTO beginning VALUES ($a, $b, $c)", settings, Table.Columns, Table.ToBytes());
            foreach ((string kind, int? row, string? name) in ((string, int?, string?)[])[("question", 1, null), ("answer", 1, "yes"), ("undo", null, null)])
            {
                hash = SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes($"{kind}|{row}|{name}")]);
                Execute("INSERT INTO events (kind, row, class, hash) VALUES ($a, $b, $c, $d)", kind, row, name, hash);
            }
        }
        LabellingEvent[] before = [new QuestionAsked(1), new RowLabelled(1, "yes"), new LastUndone()];
        using (var opened = SessionFile.Open(Folder))
        {
            Assert.Equal(before, opened.Events);
            Assert.Equal((7ul, 0.0), (opened.Settings.Seed, opened.Settings.Overlap));
            opened.Append(new RowLabelled(1, "no") { By = "ann" });
        }
        using var again = SessionFile.Open(Folder);
        Assert.Equal([.. before, new RowLabelled(1, "no") { By = "ann" }], again.Events);
        Assert.Equal((4L, "truncate"), (again.Database.Scalar("PRAGMA user_version"), again.Database.Scalar("PRAGMA journal_mode")));
    }

    [Fact]
    public void A_session_of_the_version_before_shortlists_is_read_and_becomes_one_of_this()
    {
        LabellingEvent[] before = [new QuestionAsked(1), new RowLabelled(1, "yes") { By = "ann" }];
        Store(before, "PRAGMA user_version=3");
        LabellingEvent next = new QuestionAsked(0) { Among = ChoiceSet.Soften([0, 2], 0.5) };
        using (var opened = SessionFile.Open(Folder))
        {
            Assert.Equal(before, opened.Events);
            Assert.Equal(4L, opened.Database.Scalar("PRAGMA user_version"));
            opened.Append(next);
        }
        using var again = SessionFile.Open(Folder);
        Assert.Equal([.. before, next], again.Events);
    }

    [Fact]
    public void A_full_disk_is_told_in_a_line_and_keeps_what_was_stored()
    {
        int stored = 0;
        using (var file = SessionFile.Begin(Folder, Settings, Table))
        {
            file.Database.Execute($"PRAGMA max_page_count={(long)file.Database.Scalar("PRAGMA page_count")! + 2}");
            IOException full = Assert.Throws<IOException>(() =>
            {
                for (; stored < 10_000; stored++)
                {
                    file.Append(new ClassAdded($"class {stored}"));
                }
            });
            Assert.Equal(
                $"session: {Folder}: the disk is full; the last answer was not stored, all before it are. Make room and go on with --resume", full.Message);
        }
        Assert.InRange(stored, 1, 9_999);
        using var again = SessionFile.Open(Folder);
        Assert.Equal(Enumerable.Range(0, stored).Select(i => (LabellingEvent)new ClassAdded($"class {i}")), again.Events);
        again.Append(new ClassAdded($"class {stored}"));
    }
}
