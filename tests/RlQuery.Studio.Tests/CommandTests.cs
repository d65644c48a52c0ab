using System.Net;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;

namespace RlQuery.Studio.Tests;

public sealed class CommandTests : StudioTest
{
    private static readonly string[] Classes = ["no", "yes"];

    [Fact]
    public async Task A_single_annotator_is_asked_the_rows_that_the_terminal_asks()
    {
        string data = WriteNumbers(40);
        var asked = new List<int>();
        using (OpenRows session = Open(data, Classes))
        {
            var terminal = new LabellingSession(session.State, session.File, session.CreateQuestions());
            while (terminal.Ask() is { } question && asked.Count < 25)
            {
                asked.Add(question.Row);
                terminal.Answer(Truth(question.Row));
            }
        }
        Directory.Delete(Folder, recursive: true);
        StudioClient client = await EnterAsync(await StartAsync(Open(data, Classes)));
        var seen = new List<int>();
        while (seen.Count < 25)
        {
            seen.Add(client.Row!.Value);
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", Truth(client.Row.Value)));
        }
        Assert.Equal(asked, seen);
    }

    [Fact]
    public async Task What_is_acknowledged_is_on_the_disk()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        for (int answers = 1; answers <= 10; answers++)
        {
            int row = client.Row!.Value;
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "yes"));
            Assert.Equal(new RowLabelled(row, "yes"), Stored()[^1]);
            Assert.Equal(answers, Stored().Count(one => one is RowLabelled));
        }
    }

    [Fact]
    public async Task A_double_click_counts_once()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        int row = client.Row!.Value;
        object body = new { kind = "answer", text = "yes", row, version = client.Version, key = "once" };
        HttpStatusCode[] codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using StudioClient tab = client.Tab();
            return await tab.SendAsync(body);
        }));
        Assert.All(codes, code => Assert.Equal(HttpStatusCode.OK, code));
        Assert.Equal([new RowLabelled(row, "yes")], Stored().OfType<RowLabelled>());
        // Another answer under the same key is none.
        Assert.Equal(HttpStatusCode.Conflict, await client.SendAsync(new { kind = "answer", text = "no", row, version = client.Version, key = "once" }));
        Assert.Single(Stored().OfType<RowLabelled>());
    }

    [Fact]
    public async Task A_second_tab_and_a_page_from_the_history_are_told_the_current_question_and_change_nothing()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        using StudioClient old = client.Tab();
        int row = client.Row!.Value;
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "yes"));
        foreach ((string kind, string? text) in new[] { ("answer", "no"), ("skip", null), ("undo", null), ("class", "new"), ("correct", "no") })
        {
            using StudioClient tab = old.Tab();
            Assert.Equal(HttpStatusCode.Conflict, await tab.SendAsync(kind, text));
            Assert.Equal((client.Row, client.Version), (tab.Row, tab.Version));
        }
        Assert.Equal([new RowLabelled(row, "yes")], Stored().OfType<RowLabelled>());
    }

    [Fact]
    public async Task After_an_undo_the_row_is_asked_again_and_a_late_copy_of_the_first_answer_does_not_answer_it()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        int row = client.Row!.Value;
        object first = new { kind = "answer", text = "yes", row, version = client.Version, key = "first" };
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(first));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("undo"));
        Assert.Equal(row, client.Row);
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(first));
        Assert.Equal(row, client.Row);
        Assert.Single(Stored().OfType<RowLabelled>());
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "no"));
        Assert.Equal(new RowLabelled(row, "no"), Stored()[^1]);
    }

    [Fact]
    public async Task Skip_correct_and_a_new_class_do_what_they_do_in_the_terminal()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        int skipped = client.Row!.Value;
        await client.SendAsync("skip");
        int row = client.Row!.Value;
        Assert.NotEqual(skipped, row);
        await client.SendAsync("class", "maybe");
        Assert.Equal(row, client.Row);
        Assert.Contains("data-text=\"maybe\"", client.Html, StringComparison.Ordinal);
        await client.SendAsync("answer", "maybe");
        int next = client.Row!.Value;
        await client.SendAsync("correct", "no", row);
        Assert.Equal(next, client.Row);
        Assert.Equal(
            [new RowSkipped(skipped), new ClassAdded("maybe"), new RowLabelled(row, "maybe"), new LabelCorrected(row, "no")],
            Stored().Where(one => one is not QuestionAsked));
        Assert.Equal(HttpStatusCode.OK, await client.OpenAsync("/answers"));
        Assert.Contains("<bdi>no</bdi>", client.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_kept_beside_the_label_others_see_it_and_it_is_exported()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(40), Classes, "ann", overlap: 1), new StudioOptions { Annotators = ["ann", "bob"] });
        StudioClient ann = await EnterAsync(server, "ann");
        int row = ann.Row!.Value;
        Assert.Equal(HttpStatusCode.OK, await ann.SendAsync("note", "  is <b>this</b> it?\r\nask bob "));
        Assert.Equal(row, ann.Row);
        Assert.Equal(new RowNoted(row, "is <b>this</b> it?\nask bob") { By = "ann" }, Stored()[^1]);
        Assert.Contains(">is &lt;b&gt;this&lt;/b&gt; it?", ann.Html, StringComparison.Ordinal);
        StudioClient bob = await EnterAsync(server, "bob");
        await bob.OpenAsync($"/row/{row}");
        Assert.Contains("is &lt;b&gt;this&lt;/b&gt; it?", bob.Html, StringComparison.Ordinal);
        string lines = await ann.Http.GetStringAsync("/export/labelled.jsonl");
        Assert.Contains("\"rlquery_notes\":[{\"annotator\":\"ann\",\"note\":\"is <b>this</b> it?\\nask bob\"}]", lines, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ann.SendAsync("note", new string('x', 2001)));
        Assert.Equal(HttpStatusCode.OK, await ann.SendAsync("answer", "yes"));
    }

    [Fact]
    public async Task What_is_not_allowed_is_refused_in_words_and_the_row_stays_in_question()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        int row = client.Row!.Value;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.SendAsync("answer", "yse"));
        Assert.Equal("label: \"yse\" is no class; did you mean 'yes'?", client.Said);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.SendAsync("undo"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.SendAsync("correct", "no", 39));
        Assert.Equal(row, client.Row);
        Assert.Empty(Stored());
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "yes"));
    }

    [Fact]
    public async Task At_the_end_nothing_is_asked_and_the_last_answer_can_be_taken_back()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(8), Classes)));
        var seen = new HashSet<int>();
        while (client.Row is int row)
        {
            Assert.True(seen.Add(row));
            await client.SendAsync("answer", Truth(row));
        }
        Assert.Equal(8, seen.Count);
        Assert.Equal(HttpStatusCode.BadRequest, await client.SendAsync("answer", "no"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("undo"));
        Assert.NotNull(client.Row);
    }

    [Fact]
    public async Task A_server_that_was_started_again_goes_on_with_the_page_that_is_open()
    {
        string data = WriteNumbers(40);
        StudioServer server = await StartAsync(Open(data, Classes));
        int port = server.Address.Port;
        StudioClient client = await EnterAsync(server);
        await client.SendAsync("answer", "no");
        object lost = new { kind = "answer", text = "yes", row = client.Row, version = client.Version, key = "lost" };
        using StudioClient tab = client.Tab();
        await tab.SendAsync(lost);
        await StopAsync();
        await StartAsync(Open(data, Classes), new StudioOptions { Port = port });
        using StudioClient open = client.Tab();
        // The answer whose acknowledgement was lost is known, and the page goes on.
        Assert.Equal(HttpStatusCode.OK, await open.SendAsync(lost));
        Assert.Equal((tab.Row, tab.Version), (open.Row, open.Version));
        Assert.Equal(HttpStatusCode.OK, await open.SendAsync("answer", "yes"));
        Assert.Equal(3, Stored().Count(one => one is RowLabelled));
    }

    [Fact]
    public async Task Numbers_and_sets_are_answered_in_their_own_form()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(20), [], kind: TargetKind.Number)));
        Assert.Contains("inputmode=\"decimal\"", client.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.SendAsync("answer", "much"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "2.50"));
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
        client = await EnterAsync(await StartAsync(Open(At("data.csv"), ["red", "blue"], kind: TargetKind.ClassSet)));
        Assert.Contains("type=\"checkbox\"", client.Html, StringComparison.Ordinal);
        int row = client.Row!.Value;
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "red;blue"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "{}"));
        Assert.Contains(Stored().OfType<RowLabelled>(), one => one.Row == row);
    }

    private static string Truth(int row) => row % 2 == 0 ? "no" : "yes";
}
