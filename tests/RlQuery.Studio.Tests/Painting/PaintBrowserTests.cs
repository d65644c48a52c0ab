using Microsoft.Playwright;
using RlQuery.Core.Labelling;

namespace RlQuery.Studio.Tests.Painting;

/// <summary>Painting in Chromium.</summary>
public sealed class PaintBrowserTests(Chromium chromium) : BrowserTest(chromium), IClassFixture<Chromium>
{
    // The share of the pixels of the upper part that have the first class's colour, as far as eight bits and an alpha can say.
    private const string CountSky = """
        () => {
          const { data } = document.getElementById("layer").getContext("2d").getImageData(0, 5, 320, 25);
          const near = (place) => [0, 0x72, 0xb2].every((value, channel) => Math.abs(data[place + channel] - value) < 4);
          return [...Array(320 * 25).keys()].filter((pixel) => near(4 * pixel)).length / (320 * 25);
        }
        """;

    private static readonly string[] Classes = ["sky", "hills", "road"];

    [BrowserFact]
    public async Task Brush_and_polygon_answer_what_they_cover_a_stroke_can_be_taken_back_and_the_picture_is_painted()
    {
        IPage page = await ShowAsync(1440);
        // A broad line over the sky, twice, and one that is taken back.
        await SizeAsync(page, 26);
        await DragAsync(page, (5, 28), (315, 28));
        await page.ClickAsync("[data-paint='road']");
        await DragAsync(page, (60, 220), (200, 220));
        Assert.Equal("(2)", await page.TextContentAsync("#strokes"));
        await page.ClickAsync("#paint-back");
        Assert.Equal("(1)", await page.TextContentAsync("#strokes"));
        await page.Keyboard.PressAsync("p");
        await page.ClickAsync("[data-paint='hills']");
        foreach ((int x, int y) in ((int, int)[])[(5, 125), (315, 125), (315, 235)])
        {
            await ClickAsync(page, x, y);
        }
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("(1)", await page.TextContentAsync("#strokes"));
        foreach ((int x, int y) in ((int, int)[])[(1, 125), (319, 125), (319, 239), (1, 239)])
        {
            await ClickAsync(page, x, y);
        }
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("(2)", await page.TextContentAsync("#strokes"));
        await ChangeAsync(page, () => page.Keyboard.PressAsync("g"));
        RowLabelled[] given = [.. Stored().OfType<RowLabelled>()];
        Assert.InRange(given.Count(one => one.Answer == "sky"), 8, 24);
        Assert.InRange(given.Count(one => one.Answer == "hills"), 16, 32);
        Assert.DoesNotContain(given, one => one.Answer == "road");
        Assert.StartsWith($"answered {given.Length}, corrected 0, as before 0", await page.TextContentAsync("#status"), StringComparison.Ordinal);
        Assert.Equal("", await page.TextContentAsync("#strokes"));
        await PictureAsync(page, "studio-paint.png");
        // The colour of the sky's class is on the picture where the sky is.
        Assert.InRange(await page.EvaluateAsync<double>(CountSky), 0.6, 1);
        // A polygon is closed by a double click, too.
        await page.ClickAsync("[data-paint='road']");
        await ClickAsync(page, 60, 239);
        await ClickAsync(page, 150, 120);
        await page.Locator("#layer").DblClickAsync(new LocatorDblClickOptions { Position = await AtAsync(page, 280, 239) });
        Assert.Equal("(1)", await page.TextContentAsync("#strokes"));
        await ChangeAsync(page, () => page.Keyboard.PressAsync("g"));
        Assert.Contains(Stored(), one => one is LabelCorrected { Answer: "road" });
        int before = Stored().Count;
        await PressAsync(page, "u");
        Assert.IsType<LastUndone>(Stored()[^1]);
        Assert.Equal(before + 1, Stored().Count);
        HasNoFault();
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Regions_are_chosen_by_arrows_and_answered_by_keys_on_any_screen_and_everybody_can_use_the_page(ColorScheme scheme, int width)
    {
        IPage page = await ShowAsync(width);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await IsUsableByAllAsync(page);
        await FitsAsync(page);
        await page.FocusAsync("#board");
        await page.Keyboard.PressAsync("ArrowRight");
        string first = (await page.TextContentAsync("#chosen"))!;
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.NotEqual(first, await page.TextContentAsync("#chosen"));
        await PressAsync(page, "2");
        Assert.EndsWith(": hills", await page.TextContentAsync("#chosen"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("ArrowDown");
        await PressAsync(page, "3");
        Assert.Equal(["hills", "road"], Stored().OfType<RowLabelled>().Select(one => one.Answer));
        await PressAsync(page, "u");
        Assert.IsType<LastUndone>(Stored()[^1]);
        await FitsAsync(page);
        HasNoFault();
    }

    private async Task<IPage> ShowAsync(int width)
    {
        StudioServer server = await StartAsync(Open(WriteRegions(), Classes));
        IPage page = await OpenAsync(server, width);
        await page.ClickAsync("nav a[href='/paint']");
        await page.WaitForSelectorAsync("#board[data-ready]");
        return page;
    }

    private static async Task SizeAsync(IPage page, int radius) => await page.Locator("#size").EvaluateAsync(
        "(slider, size) => { slider.value = size; slider.dispatchEvent(new Event('input', { bubbles: true })); }", radius);

    // Where a pixel of the picture is on the canvas.
    private static async Task<Position> AtAsync(IPage page, int x, int y)
    {
        LocatorBoundingBoxResult box = (await page.Locator("#layer").BoundingBoxAsync())!;
        return new Position { X = x * box.Width / TestPictures.Width, Y = y * box.Height / TestPictures.Height };
    }

    private static async Task ClickAsync(IPage page, int x, int y) =>
        await page.Locator("#layer").ClickAsync(new LocatorClickOptions { Position = await AtAsync(page, x, y) });

    private static async Task DragAsync(IPage page, (int X, int Y) from, (int X, int Y) to)
    {
        await page.Locator("#layer").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await page.Locator("#layer").BoundingBoxAsync())!;
        Position start = await AtAsync(page, from.X, from.Y);
        Position end = await AtAsync(page, to.X, to.Y);
        await page.Mouse.MoveAsync(box.X + start.X, box.Y + start.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + end.X, box.Y + end.Y, new MouseMoveOptions { Steps = 8 });
        await page.Mouse.UpAsync();
    }
}
