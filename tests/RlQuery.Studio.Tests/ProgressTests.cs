using System.Net;
using System.Text.Json;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Sessions;

namespace RlQuery.Studio.Tests;

public sealed class ProgressTests : StudioTest
{
    private static readonly string[] Classes = ["no", "yes"];

    [Fact]
    public async Task The_curve_the_balance_and_the_map_are_drawn_and_go_on_by_events()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(60), Classes)));
        await AnswerAsync(client, 20);
        Assert.Equal(HttpStatusCode.OK, await client.OpenAsync("/progress"));
        Assert.Contains("labelled 20, skipped 0, left 40", client.Html, StringComparison.Ordinal);
        Assert.Matches("random labels would have needed about [0-9]+ for what [0-9]+ reached", client.Html);
        Assert.Contains("<polyline class=\"curve\"", client.Html, StringComparison.Ordinal);
        Assert.Equal(60, client.Html.Split("<a href=\"/row/").Length - 1);
        await client.OpenAsync("/progress/predicted");
        Assert.DoesNotContain("class=\"none\"", client.Html, StringComparison.Ordinal);
        await client.OpenAsync("/progress/uncertainty");
        // Whoever is near the border is unsure, and whoever is far is not.
        Assert.Contains("circle class=\"u4\"", client.Html, StringComparison.Ordinal);
        Assert.Contains("circle class=\"u0\"", client.Html, StringComparison.Ordinal);
        Assert.Contains(", uncertain 0.", client.Html, StringComparison.Ordinal);
        using Stream events = await client.Http.GetStreamAsync("/events?of=/progress");
        using var reader = new StreamReader(events);
        await UntilAsync(reader, "labelled 20,");
        await client.OpenAsync("/");
        await AnswerAsync(client, 1);
        await UntilAsync(reader, "labelled 21,");
        // An open stream does not keep the server from its end.
        await StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_row_of_the_map_is_shown_with_what_was_said_of_it()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(30), Classes)));
        int row = client.Row!.Value;
        await client.SendAsync("answer", "yes");
        await client.OpenAsync($"/row/{row}");
        Assert.Contains("<bdi>yes</bdi>", client.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync("/row/30"));
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync("/row/-1"));
    }

    [Fact]
    public async Task What_is_taken_away_is_what_the_command_exports()
    {
        OpenRows session = Open(WriteNumbers(30), Classes);
        StudioClient client = await EnterAsync(await StartAsync(session));
        await AnswerAsync(client, 12);
        LabelledFile.Write(At("expected.csv"), session.Table, session.State);
        LabelledLines.Write(At("expected.jsonl"), session.Table, session.File.Table, session.State);
        Assert.Equal(File.ReadAllText(At("expected.csv")), await client.Http.GetStringAsync("/export/labelled.csv"));
        Assert.Equal(File.ReadAllText(At("expected.jsonl")), await client.Http.GetStringAsync("/export/labelled.jsonl"));
        using var tasks = JsonDocument.Parse(await client.Http.GetStringAsync("/export/tasks.json"));
        Assert.Equal(18, tasks.RootElement.GetArrayLength());
        Assert.StartsWith("<View>", await client.Http.GetStringAsync("/export/tasks.xml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync("/export/session.db"));
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync("/export/..%2fsession.db"));
    }

    private static async Task AnswerAsync(StudioClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", client.Row!.Value % 2 == 0 ? "no" : "yes"));
        }
    }
}
