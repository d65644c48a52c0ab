using System.Net;
using System.Text;
using RlQuery.Core.Labelling;

namespace RlQuery.Studio.Tests;

public sealed class ImportTests : StudioTest
{
    private static readonly string[] Classes = ["no", "yes"];

    [Fact]
    public async Task A_file_is_taken_in_as_a_whole_once_and_its_rows_are_not_asked_for_any_more()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        int row = client.Row!.Value;
        string file = "rlquery_row,label\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{(i % 2 == 0 ? "no" : "yes")}\n"));
        (HttpStatusCode code, string words) = await SendAsync(client, "mine.csv", file);
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.StartsWith("in the file: 40; new: 40 labels and 0 skips", words, StringComparison.Ordinal);
        Assert.Equal(40, Stored().OfType<RowImported>().Count());
        // The page that was open asks about a row that has a label now.
        Assert.Equal(HttpStatusCode.Conflict, await client.SendAsync("answer", row % 2 == 0 ? "yes" : "no", row));
        Assert.Null(client.Row);
        (code, words) = await SendAsync(client, "mine.csv", file);
        Assert.Equal((HttpStatusCode.OK, "mine.csv was imported before; nothing has changed\n"), (code, words));
        await StopAsync();
        // What was stored replays.
        Assert.DoesNotContain(null, Open(At("data.csv"), Classes).State.Answers);
    }

    [Fact]
    public async Task What_is_asked_and_what_is_answered_go_on_around_an_import()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), Classes)));
        await client.SendAsync("answer", "yes");
        int waiting = client.Row!.Value;
        int[] others = [.. Enumerable.Range(0, 40).Where(row => row != waiting).Take(5)];
        (HttpStatusCode code, _) = await SendAsync(client, "few.csv", "rlquery_row,label\n" + string.Concat(others.Select(row => $"{row},no\n")));
        Assert.Equal(HttpStatusCode.OK, code);
        await client.OpenAsync("/");
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "no"));
        await StopAsync();
        Assert.True(Open(At("data.csv"), Classes).State.Labelled.Count >= 6);
    }

    [Theory]
    [InlineData("mine.csv", "rlquery_row,label\n0,yse\n")]
    [InlineData("mine.csv", "nothing")]
    [InlineData("mine.exe", "rlquery_row,label\n0,yes\n")]
    [InlineData("../../mine.json", "{")]
    public async Task What_cannot_be_taken_in_is_told_in_words_without_a_path_of_this_machine(string name, string text)
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(10), Classes)));
        (HttpStatusCode code, string words) = await SendAsync(client, name, text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains(name, words, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), words, StringComparison.Ordinal);
        Assert.DoesNotContain(Stored(), one => one is FileImported);
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "yes"));
    }

    [Fact]
    public async Task A_file_of_more_than_32_MB_is_refused_in_words()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(10), Classes)));
        (HttpStatusCode code, string words) = await client.UploadAsync("/import?name=mine.csv", "text/csv", (32 << 20) + 1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, code);
        Assert.StartsWith("The file is too large; use 'rlquery session import'", words, StringComparison.Ordinal);
        // Other commands are small.
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.UploadAsync("/command", "application/json", (16 << 10) + 1)).Code);
        Assert.Empty(Stored());
    }

    [Fact]
    public async Task Nobody_without_the_token_of_the_page_brings_anything_in()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(10), Classes)));
        using var content = new ByteArrayContent("rlquery_row,label\n0,yes\n"u8.ToArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await client.Http.PostAsync("/import?name=mine.csv", content)).StatusCode);
        Assert.DoesNotContain(Stored(), one => one is FileImported);
    }

    private static async Task<(HttpStatusCode Code, string Words)> SendAsync(StudioClient client, string name, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/import?name={Uri.EscapeDataString(name)}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
        };
        request.Headers.Add("X-Studio-Token", client.Token);
        HttpResponseMessage response = await client.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
