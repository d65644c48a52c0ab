using System.Net;

namespace RlQuery.Studio.Tests;

public sealed class ContentTests : StudioTest
{
    private const string Script = "<img src=x onerror=alert(1)>";
    private const string Breaking = "\"><script>alert('2')</script>";

    [Fact]
    public async Task The_nearest_labelled_rows_are_shown_once_the_model_says_what_it_expects_and_lead_to_their_rows()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(40), ["no", "yes"])));
        Assert.DoesNotContain("The nearest labelled rows", client.Html, StringComparison.Ordinal);
        for (int i = 0; i < 14; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", client.Row % 2 == 0 ? "no" : "yes"));
        }
        int asked = client.Row!.Value;
        string near = client.Html.Split("The nearest labelled rows")[1];
        int[] rows = [.. near.Split("href=\"/row/").Skip(1).Select(text => int.Parse(text.Split('"')[0], null))];
        // Rows of one parity are a blob.
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.Equal(asked % 2, row % 2));
        Assert.DoesNotContain(asked, rows);
        Assert.Equal(HttpStatusCode.OK, await client.OpenAsync($"/row/{rows[0]}"));
    }

    [Fact]
    public async Task Markup_in_cells_columns_classes_and_answers_is_text()
    {
        string quoted = Breaking.Replace("\"", "\"\"", StringComparison.Ordinal);
        string data = Write("data.csv", $"<b>a</b>,\"{quoted}\",label", $"{Script},\"{quoted} {new string('x', 100)}\",", $"{Script},b,");
        StudioClient client = await EnterAsync(await StartAsync(Open(data, [Script, Breaking, "ok"], cells: true)));
        var seen = new List<string> { client.Html };
        await client.SendAsync("answer", Breaking);
        seen.Add(client.Html);
        await client.SendAsync("class", "<script>3</script>");
        seen.Add(client.Html);
        await client.OpenAsync("/answers");
        seen.Add(client.Html);
        foreach (string html in seen)
        {
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        }
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", seen[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_has_a_script_or_a_style_of_its_own()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(20), ["no", "yes"])));
        foreach (string path in (string[])["/", "/answers"])
        {
            await client.OpenAsync(path);
            Assert.DoesNotMatch("<style|style=| on[a-z]+=|javascript:|https?://", client.Html);
            Assert.DoesNotMatch("<script(?! src=\"/studio.js\")", client.Html);
        }
    }

    [Fact]
    public async Task A_picture_is_served_only_where_its_cell_names_it_within_the_folder_of_the_table()
    {
        Directory.CreateDirectory(At("data/pictures"));
        byte[] picture = [0x89, 0x50, 0x4E, 0x47];
        foreach (string path in (string[])["data/pictures/in.png", "data/not named.png", "out.png", "database/beside.png"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
            File.WriteAllBytes(At(path), picture);
        }
        File.CreateSymbolicLink(At("data/link.png"), At("out.png"));
        Directory.CreateSymbolicLink(At("data/away"), At("database"));
        string[] cells =
        [
            "pictures/in.png", "../out.png", At("out.png"), "link.png", "away/beside.png", "pictures/../../out.png", "../database/beside.png",
            "session/../data.csv", "pictures/absent.png", "pictures/in.png?x", "/etc/passwd", "pictures",
        ];
        string data = Write("data/data.csv", ["picture,label", .. cells.Select(cell => $"{cell},")]);
        StudioClient client = await EnterAsync(await StartAsync(Open(data, ["no", "yes"], cells: true)));
        HttpResponseMessage served = await client.Http.GetAsync("/picture/0/0");
        Assert.Equal("image/png", served.Content.Headers.ContentType!.ToString());
        Assert.Equal(picture, await served.Content.ReadAsByteArrayAsync());
        for (int row = 1; row < cells.Length; row++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.Http.GetAsync($"/picture/{row}/0")).StatusCode);
        }
        string[] elsewhere =
        [
            "/picture/0/1", "/picture/0/9", "/picture/-1/0", "/picture/99/0", "/picture/0/..%2f..%2fout.png", "/picture/%2e%2e/out.png",
            "/picture/99999999999/0",
        ];
        foreach (string path in elsewhere)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.Http.GetAsync(path)).StatusCode);
        }
    }
}
