using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Recording;
using RlQuery.Annotators.Tests.Support;
using RlQuery.Core;

namespace RlQuery.Annotators.Tests;

/// <summary>What becomes of calls that fail.</summary>
public sealed class PanelFailureTests : PanelTest
{
    [Fact]
    public async Task A_server_that_asks_to_wait_is_left_alone_for_as_long()
    {
        using var server = new ChatServer(call => call.Number == 0
            ? ChatReply.Fails(429, "slow down") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "37" } } : ChatReply.Says(Truth(call)));
        PanelResult result = await Ask(PanelOf(Model(server.Address) with { Concurrency = 1 }));
        Assert.Equal((4, 5), (result.Summaries[0].Answered, server.Calls.Count));
        Assert.Contains(TimeSpan.FromSeconds(37), Time.Waits);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_too_long_is_given_up()
    {
        using var server = new ChatServer(_ =>
            ChatReply.Fails(429, "quota") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" } });
        PanelResult result = await Ask(PanelOf(Model(server.Address) with { Concurrency = 1 }));
        Assert.Single(server.Calls);
        Assert.EndsWith("; it asks to wait 86400 s", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_that_pass_are_tried_again_after_waits_that_double_but_for_a_random_part()
    {
        ChatReply[] first = [ChatReply.Fails(500, "oops"), ChatReply.Cut(), ChatReply.Fails(503, "busy"), new(200, "<html>"), new(200, "{\"choices\": []}")];
        using var server = new ChatServer(call => call.Number < first.Length ? first[call.Number] : ChatReply.Says(Truth(call)));
        PanelResult result = await Ask(PanelOf(Model(server.Address) with { Concurrency = 1 }));
        Assert.Equal((4, 0, 9), (result.Summaries[0].Answered, result.Summaries[0].Failed, server.Calls.Count));
        TimeSpan[] waits = [.. Time.Waits.Where(wait => wait < TimeSpan.FromHours(1) && wait > TimeSpan.Zero)];
        Assert.Equal(5, waits.Length);
        Assert.All(waits.Index(), wait => Assert.InRange(wait.Item.TotalSeconds, Math.Pow(2, wait.Index) / 2, Math.Pow(2, wait.Index)));
    }

    [Fact]
    public void Waits_depend_on_seed_annotator_question_and_attempt_alone()
    {
        Assert.Equal(BackOff.Of(3, 1, "a"), BackOff.Of(3, 1, "a"));
        Assert.Equal(4, new[] { BackOff.Of(3, 1, "a"), BackOff.Of(3, 2, "a"), BackOff.Of(3, 1, "b"), BackOff.Of(4, 1, "a") }.Distinct().Count());
        Assert.InRange(BackOff.Of(19, 1, "a").TotalSeconds, 30, 60);
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_and_asked_for_again()
    {
        var never = new TaskCompletionSource<ChatReply>();
        using var server = new ChatServer(call => call.Number == 0 ? never.Task : Task.FromResult(ChatReply.Says(Truth(call))));
        PanelResult result = await Ask(PanelOf(Model(server.Address) with { Concurrency = 1, TimeoutSeconds = 600, InputPrice = 1, OutputPrice = 1 }));
        Assert.Equal((4, 5), (result.Summaries[0].Answered, server.Calls.Count));
        // Whether the server charges for what nobody heard is not known: the most that is possible counts.
        Assert.True(result.Summaries[0].Cost.Money > 4 * 0.000105m);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_by_the_name_of_its_annotator_and_the_others_go_on()
    {
        using var server = new ChatServer(call => ChatReply.Says(Truth(call)));
        PanelResult result = await Ask(PanelOf(Model(ChatServer.Nowhere, "lost") with { Retries = 2 }, Model(server.Address)));
        string failure = Assert.Single(result.Failures);
        Assert.StartsWith("annotator 'lost': the server cannot be reached: ", failure, StringComparison.Ordinal);
        Assert.EndsWith(" (attempt 3)", failure, StringComparison.Ordinal);
        Assert.Equal((0, 4), (result.Summaries[0].Answered, result.Summaries[0].Failed));
        Assert.Equal((4, 0), (result.Summaries[1].Answered, result.Summaries[1].Failed));
    }

    [Theory]
    [InlineData(401, "wrong key")]
    [InlineData(404, "no such model")]
    [InlineData(400, "bad request")]
    public async Task What_does_not_pass_is_not_tried_again(int status, string message)
    {
        using var server = new ChatServer(_ => ChatReply.Fails(status, message));
        PanelResult result = await Ask(PanelOf(Model(server.Address) with { Concurrency = 1 }));
        Assert.Single(server.Calls);
        Assert.StartsWith($"annotator 'm': the server answered {status}: ", Assert.Single(result.Failures), StringComparison.Ordinal);
        Assert.Equal(4, result.Summaries[0].Failed);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_asked_and_nothing_is_written()
    {
        using var server = new ChatServer(call => ChatReply.Says(Truth(call)));
        PanelDefinition panel = PanelOf(Model(server.Address) with { KeyVariable = "RLQUERY_TEST_NO_SUCH_KEY" }, Model(server.Address, "n"));
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => Ask(panel));
        Assert.Equal("annotator 'm': the environment variable RLQUERY_TEST_NO_SUCH_KEY, which should hold its key, is not set", refused.Message);
        Assert.Empty(server.Calls);
        Assert.False(File.Exists(Record));
    }

    [Fact]
    public async Task The_key_is_sent_and_appears_nowhere_even_where_the_server_repeats_it()
    {
        const string Variable = "RLQUERY_TEST_KEY";
        const string Key = "sk-test-0123456789-SECRET";
        Environment.SetEnvironmentVariable(Variable, Key);
        using var server = new ChatServer(call => call.Number switch
        {
            < 2 => ChatReply.Says($"your key is {Key.ToUpperInvariant()} or {Key}"),
            < 6 => ChatReply.Fails(500, $"{new string('x', 60)}{Key}"),
            _ => ChatReply.Fails(401, $"Incorrect key {Key}"),
        });
        ModelDefinition model = Model(server.Address) with { KeyVariable = Variable, Concurrency = 1 };
        PanelResult result = await Ask(PanelOf(model));
        Assert.All(server.Calls, call => Assert.Equal($"Bearer {Key}", call.Authorization));
        Assert.Equal(7, server.Calls.Count);
        string told = string.Join('\n', [.. result.Failures, .. Lines(result)]);
        using (var record = AnswerRecord.Open(Record))
        {
            Assert.Equal(2, record.Count);
        }
        foreach (string text in (string[])[told, File.ReadAllText(Record, System.Text.Encoding.Latin1)])
        {
            Assert.DoesNotContain("SECRET", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sk-test", text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("***", told, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", Secret.Read(Variable, out _).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_does_not_take_an_answer_ends_the_run()
    {
        using var server = new ChatServer(call => ChatReply.Says(Truth(call)));
        Directory.CreateDirectory(At("gone"));
        PanelDefinition panel = PanelOf(Model(server.Address));
        var table = Table(panel);
        using var record = AnswerRecord.Open(Path.Combine(At("gone"), "answers.db"));
        IReadOnlyList<IAnnotator> annotators = Panel.Create(panel, table.Classes, record, new PanelOptions { Time = Time });
        Directory.Delete(At("gone"));
        await Assert.ThrowsAnyAsync<IOException>(() => PanelRun.Begin(table, annotators).AskAsync(new MajorityJoin()));
        Assert.Empty(server.Calls);
    }
}
