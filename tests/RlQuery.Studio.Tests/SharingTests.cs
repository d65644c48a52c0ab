using System.Net;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;

namespace RlQuery.Studio.Tests;

public sealed class SharingTests : StudioTest
{
    private static readonly string[] Classes = ["no", "yes"];

    [Fact]
    public async Task Twenty_annotators_at_once_lose_no_answer_and_none_is_given_twice()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"annotator {i}")];
        StudioServer server = await StartAsync(Open(WriteNumbers(300), Classes, names[0]), new StudioOptions { Annotators = names });
        var given = new List<(string Name, int Row, string Answer)>();
        await Task.WhenAll(names.Select(async name =>
        {
            StudioClient client = await EnterAsync(server, name);
            while (client.Row is int row)
            {
                string answer = row % 3 == 0 ? "no" : "yes";
                HttpStatusCode code = await client.SendAsync("answer", answer);
                Assert.Equal(HttpStatusCode.OK, code);
                lock (given)
                {
                    given.Add((name, row, answer));
                }
            }
        }));
        Assert.Equal(Enumerable.Range(0, 300), given.Select(one => one.Row).Order());
        (string, int, string)[] stored = [.. Stored().OfType<RowLabelled>().Select(one => (one.By!, one.Row, one.Answer))];
        Assert.Equal(given.OrderBy(one => one.Row), stored.OrderBy(one => one.Item2));
        await StopAsync();
        // What was stored replays.
        using OpenSession again = Open(At("data.csv"), Classes, names[0]);
        Assert.DoesNotContain(null, again.State.Answers);
    }

    [Fact]
    public async Task Each_has_a_row_of_his_own_until_it_comes_back_and_a_late_answer_is_refused()
    {
        var time = new SetTime();
        var options = new StudioOptions { Annotators = ["ann", "bob"], Time = time };
        StudioServer server = await StartAsync(Open(WriteNumbers(2), Classes, "ann"), options);
        StudioClient ann = await EnterAsync(server, "ann");
        StudioClient bob = await EnterAsync(server, "bob");
        int row = ann.Row!.Value;
        using StudioClient late = ann.Tab();
        Assert.NotNull(bob.Row);
        Assert.NotEqual(row, bob.Row);
        await bob.SendAsync("answer", "no");
        Assert.Null(bob.Row);
        time.Now += SharedSession.Loan;
        await bob.OpenAsync("/");
        Assert.Equal(row, bob.Row);
        Assert.Equal(HttpStatusCode.Conflict, await ann.SendAsync("answer", "yes"));
        await bob.SendAsync("answer", "no");
        Assert.Equal(HttpStatusCode.Conflict, await late.SendAsync("answer", "yes"));
        Assert.Null(late.Row);
        Assert.Equal(2, Stored().Count(one => one is RowLabelled { By: "bob" }));
    }

    [Fact]
    public async Task Rows_of_the_overlap_are_everybodys_and_what_is_disagreed_on_is_settled_in_a_review()
    {
        string data = WriteNumbers(6);
        var options = new StudioOptions { Annotators = ["ann", "bob"] };
        StudioServer server = await StartAsync(Open(data, Classes, "ann", overlap: 1), options);
        foreach ((string name, string answer) in new[] { ("ann", "no"), ("bob", "yes") })
        {
            StudioClient client = await EnterAsync(server, name);
            int rows = 0;
            for (; client.Row is not null; rows++)
            {
                Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", answer));
            }
            Assert.Equal(6, rows);
        }
        await StopAsync();
        server = await StartAsync(Open(data, Classes, "ann", overlap: 1), options with { Review = true });
        StudioClient judge = await EnterAsync(server, "ann");
        Assert.Contains("annotators disagree: ann: no, bob: yes", judge.Html, StringComparison.Ordinal);
        while (judge.Row is not null)
        {
            await judge.SendAsync("answer", "yes");
        }
        Assert.Equal(6, Stored().Count(one => one is ConflictSettled { Answer: "yes" }));
    }

    [Fact]
    public async Task Only_ones_own_last_answer_can_be_taken_back()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes, "ann"), new StudioOptions { Annotators = ["ann", "bob"] });
        StudioClient ann = await EnterAsync(server, "ann");
        StudioClient bob = await EnterAsync(server, "bob");
        int row = ann.Row!.Value;
        await ann.SendAsync("answer", "no");
        await bob.SendAsync("answer", "no");
        Assert.Equal(HttpStatusCode.OK, await ann.SendAsync("undo"));
        Assert.Equal(row, ann.Row);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ann.SendAsync("undo"));
        Assert.Equal("nothing of yours to undo: the last answer was given by \"bob\"", ann.Said);
        Assert.Equal(HttpStatusCode.OK, await ann.SendAsync("answer", "yes"));
        Assert.Equal([(row, "no"), (row, "yes")], Stored().OfType<RowLabelled>().Where(one => one.By == "ann").Select(one => (one.Row, one.Answer)));
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
