using System.Text;
using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;
using RlQuery.Annotators.Tests.Support;
using RlQuery.Core;

namespace RlQuery.Annotators.Tests;

public sealed class AnswerRecordTests : PanelTest
{
    private static readonly RecordedAnswer Answer = new("ham", null, 12, 3, 0.000000000001m, 1.5);

    [Fact]
    public void An_answer_is_found_again_by_model_settings_and_prompt_alone()
    {
        using (var record = AnswerRecord.Open(Record))
        {
            record.Keep(record.Begin(1), Key("m", "a"), Answer);
        }
        using var again = AnswerRecord.Open(Record);
        Assert.Equal(Answer, again.Find(Key("m", "a")));
        Assert.Null(again.Find(Key("n", "a")));
        Assert.Null(again.Find(Key("m", "b")));
        Assert.Equal((1, Answer.Money), (again.Count, again.Spent));
    }

    [Fact]
    public void Nothing_is_written_before_there_is_something_to_keep()
    {
        using (var record = AnswerRecord.Open(Record))
        {
            Assert.Null(record.Find(Key("m", "a")));
            Assert.Equal((0, 0), (record.Count, record.Spent));
        }
        Assert.False(File.Exists(Record));
    }

    [Fact]
    public void A_call_that_was_never_settled_counts_with_its_bound_and_one_that_was_with_its_cost()
    {
        using (var record = AnswerRecord.Open(Record))
        {
            record.Begin(0.25m);
            record.Settle(record.Begin(0.5m), 0);
            record.Keep(record.Begin(4), Key("m", "a"), Answer with { Money = 0.125m });
        }
        using var again = AnswerRecord.Open(Record);
        Assert.Equal(0.375m, again.Spent);
    }

    [Fact]
    public void No_two_prompts_share_a_key()
    {
        string[] texts = ["", "a", "b", "ab", "a\nb", "a\",\"role\":\"user", "\\", "\"}]"];
        Prompt[] prompts =
        [
            .. from first in texts
               from second in texts
               from role in (string[])[PromptMessage.UserRole, PromptMessage.AssistantRole]
               select new Prompt([new(PromptMessage.SystemRole, first), new(role, second)]),
            new Prompt([new(PromptMessage.SystemRole, "a")]),
        ];
        Assert.Equal(prompts.Length * 2, prompts.SelectMany(prompt => (string[])
            [Convert.ToHexString(RecordKey.Of("m", prompt).Hash), Convert.ToHexString(RecordKey.Of("n", prompt).Hash)]).Distinct().Count());
    }

    [Fact]
    public void Threads_share_a_record()
    {
        using var record = AnswerRecord.Open(Record);
        Parallel.For(0, 100, i => record.Keep(record.Begin(2), Key("m", $"{i}"), Answer with { Text = $"{i}", Money = 1 }));
        Assert.Equal((100, 100), (record.Count, record.Spent));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal($"{i}", record.Find(Key("m", $"{i}"))!.Text));
    }

    [Fact]
    public void Another_file_is_refused_and_stays_as_it_is()
    {
        File.WriteAllText(Record, "text,label\n" + new string('x', 200));
        AssertRefused($"record: {Record} is no record of answers; name another file");
        File.Delete(Record);
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Record};Pooling=false"))
        {
            other.Open();
            using Microsoft.Data.Sqlite.SqliteCommand make = other.CreateCommand();
            make.CommandText = "CREATE TABLE t (x)";
            make.ExecuteNonQuery();
        }
        AssertRefused($"record: {Record} is no record of answers; name another file");
        Directory.CreateDirectory(At("folder"));
        Assert.Equal($"record: {At("folder")} is a folder; name a file", Assert.Throws<InvalidInputException>(() => AnswerRecord.Open(At("folder"))).Message);
    }

    [Fact]
    public void A_record_is_in_the_hands_of_one_process()
    {
        using var record = AnswerRecord.Open(Record);
        record.Begin(1);
        Assert.Contains("is in use", Assert.Throws<InvalidInputException>(() => AnswerRecord.Open(Record)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Question_and_answer_can_be_read_by_any_program_that_reads_SQLite()
    {
        using (var record = AnswerRecord.Open(Record))
        {
            record.Keep(record.Begin(1), Key("the model", "the prompt"), Answer);
        }
        string bytes = Encoding.UTF8.GetString(File.ReadAllBytes(Record));
        Assert.Contains("the model", bytes, StringComparison.Ordinal);
        Assert.Contains("[{\"role\":\"user\",\"content\":\"the prompt\"}]", bytes, StringComparison.Ordinal);
    }

    private static RecordKey Key(string model, string text) => RecordKey.Of(model, new Prompt([new(PromptMessage.UserRole, text)]));

    private void AssertRefused(string fault)
    {
        byte[] before = File.ReadAllBytes(Record);
        Assert.Equal(fault, Assert.Throws<InvalidInputException>(() => AnswerRecord.Open(Record)).Message);
        Assert.Equal(before, File.ReadAllBytes(Record));
    }
}
