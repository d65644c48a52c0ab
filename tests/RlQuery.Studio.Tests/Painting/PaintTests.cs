using System.Net;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;

namespace RlQuery.Studio.Tests.Painting;

/// <summary>Regions that are answered by painting.</summary>
public sealed class PaintTests : StudioTest
{
    private const int Count = TestPictures.Across * TestPictures.Down;

    private static readonly string[] Classes = ["sky", "hills", "road"];
    private static readonly double[] Everything = [0, 0, TestPictures.Width, 0, TestPictures.Width, TestPictures.Height, 0, TestPictures.Height];
    private static readonly double[] Upper = [0, 0, TestPictures.Width, 0, TestPictures.Width, 100, 0, 100];

    [Fact]
    public async Task Regions_that_are_covered_are_answered_together_and_each_is_an_ordinary_answer()
    {
        string data = WriteRegions();
        StudioClient client = await EnterAsync(await StartAsync(Open(data, Classes)));
        Assert.Equal(HttpStatusCode.OK, await client.OpenAsync("/paint/1"));
        Assert.Contains($"0 of {Count} regions are answered", client.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await PaintAsync(client, 1, new { @class = "hills", points = Everything }, new { @class = "sky", points = Upper }));
        Assert.Equal($"answered {Count}, corrected 0, as before 0", client.Said);
        Assert.Contains($"{Count} of {Count} regions are answered", client.Html, StringComparison.Ordinal);
        RowLabelled[] given = [.. Stored().OfType<RowLabelled>()];
        Assert.Equal(Enumerable.Range(Count, Count), given.Select(one => one.Row));
        Assert.Equal("sky", given[0].Answer);
        Assert.Equal("hills", given[^1].Answer);
        // A disc of a brush over the first region corrects it; what has its answer already is left alone.
        Assert.Equal(HttpStatusCode.OK, await PaintAsync(client, 1, new { @class = "road", radius = 30.0, points = (double[])[20, 20] }));
        Assert.Equal("answered 0, corrected 1, as before 0", client.Said);
        Assert.Equal(new LabelCorrected(Count, "road"), Stored()[^1]);
        Assert.Equal(HttpStatusCode.OK, await PaintAsync(client, 1, new { @class = "sky", points = Upper }));
        Assert.StartsWith("answered 0, corrected 1, as before ", client.Said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("undo"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("undo"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync("undo"));
        await StopAsync();
        using OpenRows again = Open(data, Classes);
        Assert.Equal(Count - 1, again.State.Labelled.Count);
        Assert.Equal(again.State.Pending, new LabellingSession(again.State, again.File, again.CreateQuestions()).Ask()!.Row);
    }

    [Fact]
    public async Task The_same_strokes_count_once_and_a_page_out_of_date_changes_nothing()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteRegions(), Classes)));
        object[] strokes = [new { @class = "sky", points = Upper }];
        object body = new { version = client.Version, key = "once", strokes };
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, 0, body));
        int stored = Stored().Count;
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, 0, body));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(client, 0, new { version = 0, key = "late", strokes }));
        Assert.Equal(stored, Stored().Count);
    }

    [Fact]
    public async Task What_is_no_painting_is_refused_and_nothing_is_stored()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteRegions(), Classes)));
        object[] bad =
        [
            new { @class = "sea", points = Upper }, new { @class = "sky", points = (double[])[1] }, new { @class = "sky", radius = -1.0, points = Upper },
            new { @class = "sky", radius = 1e9, points = Upper }, new { @class = "sky", points = (double[])[1, 1e9] }, new { points = Upper },
            new { @class = "sky" },
        ];
        foreach (object stroke in bad)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await PaintAsync(client, 0, stroke));
        }
        object all = new { version = client.Version, key = "regions", regions = (object[])[new { region = Count, @class = "sky" }] };
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, 0, all));
        Assert.Equal(HttpStatusCode.BadRequest, await PaintAsync(client, 9, new { @class = "sky", points = Upper }));
        double[] many = [.. Enumerable.Repeat(1.0, 40_002)];
        Assert.Equal(HttpStatusCode.BadRequest, await PaintAsync(client, 0, new { @class = "sky", points = many }));
        (HttpStatusCode code, string words) = await client.UploadAsync("/paint/0", "application/json", (1 << 20) + 1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, code);
        Assert.StartsWith("Too much was painted at once", words, StringComparison.Ordinal);
        Assert.Empty(Stored());
        foreach (string path in (string[])["/paint/2", "/paint/2/picture", "/paint/-1/regions", "/paint/..%2f..%2fdata/picture", "/paint/0/..%2fstreets.csv"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.Http.GetAsync(path)).StatusCode);
        }
        Assert.Equal("image/png", (await client.Http.GetAsync("/paint/0/picture")).Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Regions_that_others_have_answered_or_have_now_are_left_to_them()
    {
        StudioServer server = await StartAsync(Open(WriteRegions(), Classes, "ann"), new StudioOptions { Annotators = ["ann", "bob"] });
        StudioClient ann = await EnterAsync(server, "ann");
        await ann.SendAsync("answer", "road");
        int held = ann.Row!.Value;
        StudioClient bob = await EnterAsync(server, "bob");
        await bob.OpenAsync("/paint");
        Assert.Equal(HttpStatusCode.OK, await PaintAsync(bob, 0, new { @class = "hills", points = Everything }));
        Assert.Equal(HttpStatusCode.OK, await PaintAsync(bob, 1, new { @class = "hills", points = Everything }));
        RowLabelled[] by = [.. Stored().OfType<RowLabelled>().Where(one => one.By == "bob")];
        Assert.Equal((2 * Count) - 2, by.Length);
        Assert.DoesNotContain(by, one => one.Row == held);
        Assert.Equal(HttpStatusCode.OK, await ann.SendAsync("answer", "road"));
        Assert.Null(ann.Row);
    }

    [Fact]
    public async Task Where_maps_are_missing_or_of_other_regions_or_pictures_lie_elsewhere_a_line_says_so()
    {
        string data = WriteRegions("data/");
        string lines = File.ReadAllText(data);
        File.WriteAllText(data, lines.Replace("one.png,0,", "one.png,0,1", StringComparison.Ordinal));
        await IsSaidAsync(data, $"one.png: the regions of its map in {At("data/streets-maps")} are not those of streets; make both anew by");
        File.WriteAllText(data, lines);
        Directory.Move(At("data/streets"), At("elsewhere"));
        File.WriteAllText(At("data/streets-maps/maps.json"), """{"pictures":"../../elsewhere"}""");
        await IsSaidAsync(data, "one.png: the picture is not in the folder of the table; put table, maps and pictures into one folder");
        Directory.CreateSymbolicLink(At("data/streets"), At("elsewhere"));
        File.WriteAllText(At("data/streets-maps/maps.json"), """{"pictures":"../streets"}""");
        await IsSaidAsync(data, "one.png: the picture is not in the folder of the table");
        Directory.Delete(At("data/streets-maps"), recursive: true);
        await IsSaidAsync(data, $"{data}: there is no folder {At("data/streets-maps")} with maps of its regions; make both anew by");
        // Other tables have no such page.
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(10), ["no", "yes"])));
        Assert.DoesNotContain("/paint", client.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync("/paint"));
    }

    private async Task IsSaidAsync(string data, string line)
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(data, Classes)));
        Assert.Equal(HttpStatusCode.OK, await client.OpenAsync("/paint/0"));
        Assert.Contains(line, WebUtility.HtmlDecode(client.Html), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Http.GetAsync("/paint/0/picture")).StatusCode);
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Task<HttpStatusCode> PaintAsync(StudioClient client, int picture, params object[] strokes) =>
        PostAsync(client, picture, new { version = client.Version, key = $"paint {client.Version} {strokes.Length}", strokes });

    private static Task<HttpStatusCode> PostAsync(StudioClient client, int picture, object body) =>
        client.SendAsync(body, $"/paint/{picture}");
}
