using System.Net;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Sessions;

namespace RlQuery.Studio.Tests;

/// <summary>Sessions that ask whether two rows belong together.</summary>
public sealed class PairTests : StudioTest
{
    [Fact]
    public async Task The_pairs_are_those_that_the_terminal_asks_about_and_either_goes_on_with_the_others_session()
    {
        string data = WriteClouds(18);
        var asked = new List<int>();
        using (OpenPairs session = OpenPairs(data, 3))
        {
            asked = Ask(session, int.MaxValue);
        }
        Assert.InRange(asked.Count, 15, 60);
        Directory.Delete(Folder, recursive: true);
        // A third of them in the terminal, then on the page, then in the terminal again.
        var seen = new List<int>();
        using (OpenPairs session = OpenPairs(data, 3))
        {
            seen.AddRange(Ask(session, asked.Count / 3));
        }
        StudioClient client = await EnterAsync(await StartAsync(OpenPairs(data, 3)));
        PairTable table = OpenTable(data);
        for (int i = 0; i < asked.Count / 3; i++)
        {
            seen.Add(client.Row!.Value);
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", Truth(table, client.Row.Value)));
        }
        await StopAsync();
        using (OpenPairs session = OpenPairs(data, 3))
        {
            seen.AddRange(Ask(session, int.MaxValue));
        }
        Assert.Equal(asked, seen);
    }

    [Fact]
    public async Task Both_rows_are_shown_side_by_side_and_what_differs_is_marked_by_a_sign()
    {
        string data = Write("data.csv", "x,colour,review", $"1,red,\"{new string('a', 90)}\"", $"2,red,\"{new string('b', 90)}\"", "2,blue,c");
        StudioClient client = await EnterAsync(await StartAsync(OpenPairs(data, 2)));
        PairTable table = OpenTable(data);
        (int first, int second) = table.RowsOf(client.Row!.Value);
        Assert.Contains($"Rows {first} and {second}: same or different?", client.Html, StringComparison.Ordinal);
        foreach (int row in (int[])[first, second])
        {
            Assert.Contains($"<h3>Row {row}</h3>", client.Html, StringComparison.Ordinal);
            Assert.Contains($"<th scope=\"col\">Row {row}</th>", client.Html, StringComparison.Ordinal);
        }
        foreach (string column in (string[])["x", "colour", "review"])
        {
            TableColumnDiffers(client.Html, column, table, first, second);
        }
        Assert.Contains("<kbd>1</kbd> <bdi>different</bdi>", client.Html, StringComparison.Ordinal);
        Assert.Contains("<kbd>2</kbd> <bdi>same</bdi>", client.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("New class", client.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.SendAsync("class", "alike"));
        Assert.Equal("class: \"alike\" is not allowed; use different or same", client.Said);
    }

    [Fact]
    public async Task An_answer_that_contradicts_others_is_refused_in_the_words_of_the_terminal_and_asked_again()
    {
        string data = WriteClouds(9);
        PairTable table = OpenTable(data);
        StudioClient client = await EnterAsync(await StartAsync(OpenPairs(data, 3)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.SendAsync("undo"));
        // Of what was skipped, the answer may follow from others, and then the opposite contradicts them.
        int skipped = client.Row!.Value;
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("skip"));
        while (client.Row is int item)
        {
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", Truth(table, item)));
        }
        Assert.Contains("No pair is left to ask about: all others follow", client.Html, StringComparison.Ordinal);
        string wrong = Truth(table, skipped) == LinkAnswers.Same ? LinkAnswers.Different : LinkAnswers.Same;
        int before = Stored().Count;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await client.SendAsync("correct", wrong, skipped));
        LabellingState replayed = table.Begin();
        Stored().ToList().ForEach(replayed.Apply);
        Assert.Equal(replayed.FaultOf(new LabelCorrected(skipped, wrong)), client.Said);
        Assert.Contains("contradicts rows ", client.Said, StringComparison.Ordinal);
        Assert.Equal(before, Stored().Count);
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("correct", Truth(table, skipped), skipped));
        await client.OpenAsync("/answers");
        Assert.Contains($"<th scope=\"row\">{table.RowsOf(skipped).First} and {table.RowsOf(skipped).Second}</th>", client.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("undo"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("undo"));
        Assert.NotNull(client.Row);
    }

    [Fact]
    public async Task Annotators_at_once_have_pairs_of_their_own_and_never_contradict_each_other()
    {
        string[] names = ["ann", "bob", "cid", "dan"];
        string data = WriteClouds(30);
        PairTable table = OpenTable(data);
        StudioServer server = await StartAsync(OpenPairs(data, 3, "ann"), new StudioOptions { Annotators = names });
        int stale = 0;
        await Task.WhenAll(names.Select(async name =>
        {
            StudioClient client = await EnterAsync(server, name);
            while (client.Row is int item)
            {
                HttpStatusCode code = await client.SendAsync("answer", Truth(table, item));
                // The answer followed meanwhile from those of others.
                stale += code == HttpStatusCode.Conflict ? 1 : 0;
                Assert.True(code is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{code}");
            }
        }));
        await StopAsync();
        using OpenPairs again = OpenPairs(data, 3, "ann");
        RowLabelled[] given = [.. again.File.Events.OfType<RowLabelled>()];
        Assert.Equal(given.Length, given.Select(one => one.Row).Distinct().Count());
        Assert.InRange(given.Select(one => one.By).Distinct().Count(), 2, 4);
        Assert.Equal(table.Pairs.Count, again.Table.Known(again.State));
        Assert.Equal(Enumerable.Range(0, 30).Select(row => row % 3), again.Clusters(again.State));
    }

    [Fact]
    public async Task Progress_tells_clusters_questions_and_answers_that_followed_and_files_are_those_of_the_command()
    {
        string data = WriteClouds(12);
        PairTable table = OpenTable(data);
        OpenPairs session = OpenPairs(data, 3);
        StudioClient client = await EnterAsync(await StartAsync(session));
        while (client.Row is int item)
        {
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", Truth(table, item)));
        }
        int given = Stored().Count(one => one is RowLabelled);
        int same = Stored().Count(one => one is RowLabelled { Answer: LinkAnswers.Same });
        Assert.Equal(HttpStatusCode.OK, await client.OpenAsync("/progress"));
        foreach (string line in (string[])
            [$"questions answered: {given} ({same} same, {given - same} different)", $"answers that followed from them: {66 - given} of {66 - given} pairs",
            "clusters found: 3", "<bdi>cluster 2</bdi></th><td>4</td>"])
        {
            Assert.Contains(line, client.Html, StringComparison.Ordinal);
        }
        Assert.Equal(12, client.Html.Split("<a href=\"/row/").Length - 1);
        await client.OpenAsync("/row/3");
        Assert.Contains("<strong><bdi>", client.Html, StringComparison.Ordinal);
        ClusterFile.Write(At("clusters.csv"), table, session.Clusters(session.State));
        LinkFile.Write(At("links.csv"), table, session.State);
        Assert.Equal(File.ReadAllText(At("clusters.csv")), await client.Http.GetStringAsync("/export/clusters.csv"));
        Assert.Equal(File.ReadAllText(At("links.csv")), await client.Http.GetStringAsync("/export/clusters.links.csv"));
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync("/export/labelled.csv"));
        Assert.Equal(HttpStatusCode.OK, await ImportAsync(client, At("links.csv")));
        string bad = Write("bad.csv", "first,second,answer", "0,0,same");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ImportAsync(client, bad));
    }

    private static void TableColumnDiffers(string html, string column, PairTable table, int first, int second)
    {
        TableColumn cells = table.Cells.Columns.Single(one => one.Name == column);
        string mark = html.Split($"<bdi>{column}</bdi>")[1][..30];
        Assert.Equal(cells.CellOf(first) != cells.CellOf(second), mark.StartsWith(" <span class=\"mark\"", StringComparison.Ordinal));
    }

    // Answers by the truth, until nothing is left or so many are given.
    private static List<int> Ask(OpenPairs session, int most)
    {
        var asked = new List<int>();
        var terminal = new LabellingSession(session.State, session.File, session.CreateQuestions());
        while (asked.Count < most && terminal.Ask() is { } question)
        {
            asked.Add(question.Row);
            terminal.Answer(Truth(session.Table, question.Row));
        }
        return asked;
    }

    private static async Task<HttpStatusCode> ImportAsync(StudioClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/import?name=links.csv") { Content = new ByteArrayContent(File.ReadAllBytes(path)) };
        request.Headers.Add("X-Studio-Token", client.Token);
        using HttpResponseMessage response = await client.Http.SendAsync(request);
        return response.StatusCode;
    }
}
