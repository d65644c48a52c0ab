using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;

namespace RlQuery.Sessions.Tests;

public sealed class SessionFileTests : IDisposable
{
    private static readonly SessionSettings Settings = new("/data/mine.csv", "label", null, null, "margin", "logistic-regression", 7, 0, ["no", "yes"]);

    private static readonly TableFingerprint Table = TableFingerprint.Of(new Table(
        "mine", "mine.csv", [new TableColumn("x", ColumnKind.Unknown, ["1", "2", null]), new TableColumn("label", ColumnKind.Unknown, [null, null, null])], [2, 3, 4]));

    private static readonly LabellingEvent[] Every =
    [
        new QuestionAsked(1), new RowLabelled(1, "yes"), new QuestionAsked(0), new LabelCorrected(1, "no"), new ClassAdded("mäy 'be\""), new RowLabelled(0, "mäy 'be\""),
        new QuestionAsked(2), new RowSkipped(2), new LastUndone(), new LabelCorrected(1, "yes") { By = "bób" }, new ConflictSettled(1, "yes") { By = "ann" },
        new FileImported("0f", 3) { By = "ann" }, new RowImported(2, "no") { By = "3" }, new RowImported(2, null), new SettlementImported(2, "no"),
    ];

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("rlquery-sessions-").FullName, "session");

    private string File => Path.Combine(_folder, SessionFile.FileName);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void Everything_that_was_stored_comes_back()
    {
        Store(Every);
        using var again = SessionFile.Open(_folder);
        Assert.Equal(Every, again.Events);
        Assert.Equal(Settings with { Classes = [] }, again.Settings with { Classes = [] });
        Assert.Equal(Settings.Classes, again.Settings.Classes);
        Assert.Equal((Table.Columns, Convert.ToHexString(Table.ToBytes())), (again.Table.Columns, Convert.ToHexString(again.Table.ToBytes())));
        var state = new LabellingState([null, null, null], ["no", "yes"]);
        again.Replay(state);
        Assert.Equal((null, "mäy 'be\"", "yes", "no"), (state.Pending, state.Answers[0], state.Answers[1], state.Answers[2]));
        Assert.Equal(["bób", "ann", "3"], state.Annotators);
    }

    [Fact]
    public void Events_go_on_behind_those_of_before()
    {
        Store(Every[..4]);
        using (var again = SessionFile.Open(_folder))
        {
            Array.ForEach(Every[4..], next => again.Append(next));
        }
        using var last = SessionFile.Open(_folder);
        Assert.Equal(Every, last.Events);
    }

    [Fact]
    public void A_copy_of_the_one_file_taken_while_the_session_goes_on_holds_every_event_that_was_stored()
    {
        using var file = SessionFile.Begin(_folder, Settings, Table);
        string copy = Path.Combine(Path.GetDirectoryName(_folder)!, "copy");
        for (int stored = 1; stored <= Every.Length; stored++)
        {
            // The last four are one import.
            stored = stored > Every.Length - 4 ? Every.Length : stored;
            file.Append(stored < Every.Length ? [Every[stored - 1]] : Every[^4..]);
            Directory.CreateDirectory(copy);
            System.IO.File.Copy(File, Path.Combine(copy, SessionFile.FileName), overwrite: true);
            using (var copied = SessionFile.Open(copy))
            {
                Assert.Equal(Every[..stored], copied.Events);
            }
            Directory.Delete(copy, recursive: true);
        }
        Assert.Equal(("truncate", 2L, "exclusive"), (file.Database.Scalar("PRAGMA journal_mode"), file.Database.Scalar("PRAGMA synchronous"), file.Database.Scalar("PRAGMA locking_mode")));
    }

    [Fact]
    public void Events_stored_together_are_all_there_or_none()
    {
        using (var file = SessionFile.Begin(_folder, Settings, Table))
        {
            file.Append(Every[..2]);
            // The third of them is refused in the middle of the transaction.
            file.Database.Execute("CREATE TRIGGER stop AFTER INSERT ON events WHEN new.number=5 BEGIN SELECT RAISE(ABORT, 'stop'); END");
            Assert.Throws<IOException>(() => file.Append(Every[2..]));
            file.Database.Execute("DROP TRIGGER stop");
            file.Append(Every[2..]);
        }
        using var again = SessionFile.Open(_folder);
        Assert.Equal(Every, again.Events);
    }

    [Fact]
    public void A_copy_with_only_some_pages_of_a_transaction_is_as_before_or_as_after_or_refused()
    {
        LabellingEvent[] first = [.. Enumerable.Range(0, 110).Select(i => new ClassAdded($"class {i}"))];
        LabellingEvent[] import = [new FileImported("0f", 200), .. Enumerable.Range(0, 200).Select(i => new RowImported(i % 3, $"class {i % 30}") { By = "ann" })];
        byte[] before, after;
        using (var file = SessionFile.Begin(_folder, Settings, Table))
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
            Directory.Delete(_folder, recursive: true);
            Directory.CreateDirectory(_folder);
            System.IO.File.WriteAllBytes(File, torn);
            try
            {
                using var file = SessionFile.Open(_folder);
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
    public void A_session_written_before_events_had_annotators_goes_on()
    {
        Directory.CreateDirectory(_folder);
        // By hand, as the first version wrote it: the hash of each event is over the one before and "kind|row|class".
        string settings = """{"Data":"/data/mine.csv","Target":"label","Policy":null,"PolicyHash":null,"Strategy":"margin","Learner":"logistic-regression","Seed":7,"HeldBack":0,"Classes":["no","yes"]}""";
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
        using (var opened = SessionFile.Open(_folder))
        {
            Assert.Equal(before, opened.Events);
            Assert.Equal((7ul, 0.0), (opened.Settings.Seed, opened.Settings.Overlap));
            opened.Append(new RowLabelled(1, "no") { By = "ann" });
        }
        using var again = SessionFile.Open(_folder);
        Assert.Equal([.. before, new RowLabelled(1, "no") { By = "ann" }], again.Events);
        Assert.Equal((2L, "truncate"), (again.Database.Scalar("PRAGMA user_version"), again.Database.Scalar("PRAGMA journal_mode")));
    }

    [Fact]
    public void A_session_in_use_is_refused_by_its_name()
    {
        using var file = SessionFile.Begin(_folder, Settings, Table);
        string[] expected = [$"session: {_folder} is in use by process {Environment.ProcessId}; let it end, or stop it first"];
        Assert.Equal(expected, Assert.Throws<InvalidInputException>(() => SessionFile.Open(_folder)).Faults);
        Assert.Equal(expected, Assert.Throws<InvalidInputException>(() => SessionFile.Begin(_folder, Settings, Table)).Faults);
        file.Append(Every[0]);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_not_said_to_be_in_use()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        // Even root cannot open what a link into nowhere names.
        Directory.CreateDirectory(_folder);
        System.IO.File.CreateSymbolicLink(Path.Combine(_folder, "session.lock"), Path.Combine(_folder, "nowhere", "file"));
        Assert.Equal(
            [$"session: {_folder} cannot be written to; a session needs to write into its folder"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Begin(_folder, Settings, Table)).Faults);
    }

    [Fact]
    public void A_second_session_in_its_folder_and_a_folder_of_other_things_are_refused()
    {
        Store(Every);
        byte[] before = System.IO.File.ReadAllBytes(File);
        Assert.Equal(
            [$"session: {_folder} holds a session already; go on with --resume, or name another folder"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Begin(_folder, Settings, Table)).Faults);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        string others = Path.GetDirectoryName(_folder)!;
        Assert.Equal(
            [$"session: {others} is not empty and holds no session; name a new folder"],
            Assert.Throws<InvalidInputException>(() => SessionFile.Begin(others, Settings, Table)).Faults);
        Assert.Equal(
            [$"session: {others} holds no session; begin one with 'rlquery label'"], Assert.Throws<InvalidInputException>(() => SessionFile.Open(others)).Faults);
        Assert.Equal([_folder], Directory.GetFileSystemEntries(others));
    }

    [Fact]
    public void What_a_process_killed_at_the_beginning_leaves_is_no_session_and_no_hindrance()
    {
        Directory.CreateDirectory(_folder);
        System.IO.File.WriteAllBytes(File, []);
        System.IO.File.WriteAllBytes(Path.Combine(_folder, "session.lock"), []);
        Assert.Equal(
            [$"session: {_folder} holds no session; begin one with 'rlquery label'"], Assert.Throws<InvalidInputException>(() => SessionFile.Open(_folder)).Faults);
        Store(Every);
        using var again = SessionFile.Open(_folder);
        Assert.Equal(Every, again.Events);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(_folder);
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
        Store(Every, "PRAGMA user_version=3");
        AssertRefused("of version 3; this program reads versions 1 and 2");
    }

    [Theory]
    [InlineData("UPDATE events SET class='no' WHERE number=2", "event 2 is not what was stored")]
    [InlineData("DELETE FROM events WHERE number=3", "event 3 is not what was stored")]
    [InlineData("UPDATE events SET kind='guess' WHERE number=5", "event 5 is not what was stored")]
    [InlineData("UPDATE beginning SET settings=replace(settings, 'margin', 'random')", "event 1 is not what was stored")]
    [InlineData("UPDATE events SET hash='text' WHERE number=4", "event 4 is not what was stored")]
    [InlineData("UPDATE events SET annotator='bob' WHERE number=2", "event 2 is not what was stored")]
    [InlineData("UPDATE events SET annotator=NULL WHERE number=10", "event 10 is not what was stored")]
    [InlineData("DELETE FROM beginning", "its beginning is missing")]
    [InlineData("DROP TABLE events", "its tables are not those of a session")]
    public void What_was_changed_by_other_hands_is_found_out(string statement, string fault)
    {
        Store(Every, statement);
        AssertRefused($"damaged: {fault}; put back a copy of it, or begin anew in another folder");
    }

    [Fact]
    public void An_event_that_cannot_have_happened_is_damage()
    {
        Store([new RowLabelled(1, "yes")]);
        using var file = SessionFile.Open(_folder);
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
                int place = i % 2 == 0 ? generator.NextInt(whole.Length) : (generator.NextInt(whole.Length / 4096) * 4096) + (i % 4 == 1 ? generator.NextInt(100) : 3000 + generator.NextInt(1096));
                damaged[place] ^= (byte)(1 + generator.NextInt(255));
            }
            Directory.Delete(_folder, recursive: true);
            Directory.CreateDirectory(_folder);
            System.IO.File.WriteAllBytes(File, damaged);
            try
            {
                using var file = SessionFile.Open(_folder);
                Assert.Equal(Every, file.Events);
            }
            catch (InvalidInputException refused)
            {
                Assert.Single(refused.Faults);
            }
        }
    }

    [Fact]
    public void A_full_disk_is_told_in_a_line_and_keeps_what_was_stored()
    {
        int stored = 0;
        using (var file = SessionFile.Begin(_folder, Settings, Table))
        {
            file.Database.Execute($"PRAGMA max_page_count={(long)file.Database.Scalar("PRAGMA page_count")! + 2}");
            IOException full = Assert.Throws<IOException>(() =>
            {
                for (; stored < 10_000; stored++)
                {
                    file.Append(new ClassAdded($"class {stored}"));
                }
            });
            Assert.Equal($"session: {_folder}: the disk is full; the last answer was not stored, all before it are. Make room and go on with --resume", full.Message);
        }
        Assert.InRange(stored, 1, 9_999);
        using var again = SessionFile.Open(_folder);
        Assert.Equal(Enumerable.Range(0, stored).Select(i => (LabellingEvent)new ClassAdded($"class {i}")), again.Events);
        again.Append(new ClassAdded($"class {stored}"));
    }

    private void Store(LabellingEvent[] events, string? afterwards = null)
    {
        using var file = SessionFile.Begin(_folder, Settings, Table);
        Array.ForEach(events, next => file.Append(next));
        if (afterwards is not null)
        {
            file.Database.Execute(afterwards);
        }
    }

    private void AssertRefused(string fault)
    {
        byte[] before = System.IO.File.ReadAllBytes(File);
        Assert.Equal([$"{File}: {fault}"], Assert.Throws<InvalidInputException>(() => SessionFile.Open(_folder)).Faults);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }
}
