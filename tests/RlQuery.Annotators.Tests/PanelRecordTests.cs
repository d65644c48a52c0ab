using System.Collections.Concurrent;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Recording;
using RlQuery.Annotators.Tests.Support;
using RlQuery.Core;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Tests;

/// <summary>What is asked once, and what it may cost.</summary>
public sealed class PanelRecordTests : PanelTest
{
    private static readonly string[] Many = [.. Enumerable.Range(0, 40).Select(i => $"row {i},"), "free prize,spam", "minutes,ham"];

    [Fact]
    public async Task A_second_run_asks_nothing_needs_no_key_and_writes_the_same_bytes()
    {
        const string Variable = "RLQUERY_TEST_KEY_OF_RECORD";
        Environment.SetEnvironmentVariable(Variable, "k");
        using var server = new ChatServer(call => ChatReply.Says(call.Number % 3 == 0 ? "neither" : Truth(call)));
        PanelDefinition panel = PanelOf(Model(server.Address) with { KeyVariable = Variable }, Model(server.Address, "n"));
        string[] first = Lines(await Ask(panel));
        int asked = server.Calls.Count;
        Environment.SetEnvironmentVariable(Variable, null);
        foreach (bool offline in new[] { false, true })
        {
            PanelResult again = await Ask(panel, offline: offline);
            Assert.Equal(first, Lines(again));
            Assert.All(again.Summaries, one => Assert.Equal((0, 4, default(AnnotationCost)), (one.Asked, one.FromRecord, one.Cost)));
        }
        Assert.Equal(asked, server.Calls.Count);
    }

    [Fact]
    public async Task Offline_says_how_many_answers_are_missing_and_asks_for_none()
    {
        using var server = new ChatServer(call => ChatReply.Says(Truth(call)));
        PanelDefinition panel = PanelOf(Model(server.Address));
        await Ask(panel, options: new() { Count = 3 });
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => Ask(PanelOf(Model(server.Address), Model(server.Address, "n")), offline: true));
        Assert.Equal(["offline: 5 answers are not in the record; leave out --offline to ask for them"], refused.Faults);
        Assert.Equal(3, server.Calls.Count);
    }

    [Fact]
    public async Task A_price_a_pace_and_a_key_change_no_question_and_a_setting_does()
    {
        using var server = new ChatServer(call => ChatReply.Says(Truth(call)));
        ModelDefinition model = Model(server.Address);
        await Ask(PanelOf(model));
        ModelDefinition other = model with { Name = "other", InputPrice = 3, RequestsPerMinute = 9, Concurrency = 1, Retries = 0 };
        await Ask(PanelOf(other with { OutputLimit = OutputLimit.MaxTokens }));
        Assert.Equal(4, server.Calls.Count);
        await Ask(PanelOf(model with { Temperature = 1 }));
        await Ask(PanelOf(model with { MaxOutputTokens = 65 }));
        Assert.Equal(12, server.Calls.Count);
    }

    [Fact]
    public async Task After_a_failure_only_what_is_missing_is_asked()
    {
        int failAt = 3;
        using var server = new ChatServer(call => call.Number == failAt ? ChatReply.Fails(401, "no") : ChatReply.Says(Truth(call)));
        PanelDefinition panel = PanelOf(Model(server.Address) with { Concurrency = 1 });
        PanelResult first = await Ask(panel);
        Assert.Equal((3, 1), (first.Summaries[0].Answered, first.Summaries[0].Failed));
        PanelResult second = await Ask(panel);
        Assert.Equal((4, 3, 1), (second.Summaries[0].Answered, second.Summaries[0].FromRecord, second.Summaries[0].Asked));
        Assert.Equal(5, server.Calls.Count);
    }

    [Fact]
    public async Task A_stopped_run_waits_for_the_answers_under_way_and_keeps_them()
    {
        using var stop = new CancellationTokenSource();
        var begun = new SemaphoreSlim(0);
        var open = new TaskCompletionSource();
        using var server = new ChatServer(async call =>
        {
            begun.Release();
            await open.Task;
            return ChatReply.Says(Truth(call));
        });
        PanelDefinition panel = PanelOf(Model(server.Address) with { Concurrency = 3 });
        Task<PanelResult> run = Ask(panel, Many, cancellation: stop.Token);
        for (int i = 0; i < 3; i++)
        {
            await begun.WaitAsync();
        }
        await stop.CancelAsync();
        Assert.False(run.IsCompleted);
        open.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        using var record = AnswerRecord.Open(Record);
        Assert.Equal((3, 3), (record.Count, server.Calls.Count));
    }

    [Fact]
    public async Task No_more_calls_run_at_once_than_the_panel_allows()
    {
        int running = 0;
        var seen = new ConcurrentBag<int>();
        using var server = new ChatServer(async call =>
        {
            seen.Add(Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return ChatReply.Says(Truth(call));
        });
        await Ask(PanelOf(Model(server.Address) with { Concurrency = 2 }), Many);
        Assert.Equal(40, seen.Count);
        Assert.InRange(seen.Max(), 1, 2);
    }

    [Fact]
    public async Task Whatever_prices_answers_and_faults_are_the_server_never_charges_more_than_the_budget()
    {
        for (ulong trial = 0; trial < 6; trial++)
        {
            var draw = new Pcg64(trial, "budget");
            (decimal input, decimal output) = (draw.NextInt(3000) / 100m, draw.NextInt(3000) / 100m);
            decimal budget = 0.001m + (draw.NextInt(1000) / 10_000m);
            decimal charged = 0;
            decimal most = 0;
            var gate = new Lock();
            using var server = new ChatServer(call =>
            {
                lock (gate)
                {
                    // A server counts at most a token for each byte, and writes at most what it is allowed.
                    int prompt = 1 + draw.NextInt(call.Messages.Sum(message => System.Text.Encoding.UTF8.GetByteCount(message.Text)));
                    int answer = 1 + draw.NextInt(64);
                    int kind = draw.NextInt(10);
                    // What is cut off may be charged with all that was possible.
                    charged += kind == 0 ? 0 : ((prompt * input) + ((kind == 1 ? 64 : answer) * output)) / 1_000_000;
                    most = Math.Max(most, charged);
                    return kind switch
                    {
                        0 => ChatReply.Fails(503, "busy"),
                        1 => ChatReply.Cut(),
                        2 => ChatReply.SaysUncounted("spam"),
                        3 => ChatReply.Says("neither", prompt, answer),
                        _ => ChatReply.Says("ham", prompt, answer),
                    };
                }
            });
            ModelDefinition model = Model(server.Address) with { InputPrice = input, OutputPrice = output, Concurrency = 8, Retries = 20 };
            PanelDefinition panel = PanelOf(model, model with { Name = "n", Seed = 1 });
            string[] lines = [];
            for (int run = 0; run < 3; run++)
            {
                // The budget is that of the record: runs share it, and once a run is over nothing more can be bought.
                PanelResult result = await Ask(panel, Many, budget: budget);
                int calls = server.Calls.Count;
                string[] now = Lines(result);
                Assert.True(run == 0 || lines.SequenceEqual(now), $"trial {trial}");
                lines = now;
                Assert.InRange(most, 0, budget);
                using var record = AnswerRecord.Open(Record);
                Assert.InRange(record.Spent, charged, budget);
            }
            File.Delete(Record);
        }
    }

    [Fact]
    public async Task A_server_that_counts_more_than_is_possible_is_not_asked_again()
    {
        using var server = new ChatServer(_ => ChatReply.Says("spam", input: 1_000_000));
        PanelResult result = await Ask(PanelOf(Model(server.Address) with { Concurrency = 1, InputPrice = 1 }), budget: 0.5m);
        Assert.Single(server.Calls);
        Assert.EndsWith("so that no budget can hold", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_budget_does_not_allow_is_counted_and_left_empty()
    {
        using var server = new ChatServer(call => ChatReply.Says(Truth(call), input: 100, output: 10));
        ModelDefinition model = Model(server.Address) with { OutputPrice = 1000, Concurrency = 1 };
        // A call costs 0.01 and may cost 0.064: after two calls 0.054 are left.
        PanelResult result = await Ask(PanelOf(model), budget: 0.075m);
        Assert.Equal((2, 2, 0.02m), (result.Summaries[0].Answered, result.Summaries[0].Unaffordable, result.Summaries[0].Cost.Money));
        Assert.Equal(["rlquery_row,m,label", "0,spam,spam", "1,ham,ham", "2,,", "3,,"], Lines(result));
    }
}
