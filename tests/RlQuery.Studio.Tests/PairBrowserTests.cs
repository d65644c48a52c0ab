using Microsoft.Playwright;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;

namespace RlQuery.Studio.Tests;

/// <summary>Pairs of rows in Chromium.</summary>
public sealed class PairBrowserTests(Chromium chromium) : BrowserTest(chromium), IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Pairs_are_answered_by_keyboard_alone_on_any_screen_and_everybody_can_use_the_pages(ColorScheme scheme, int width)
    {
        string data = WriteReviews();
        StudioServer server = await StartAsync(OpenPairs(data, 3, "ann"), new StudioOptions { Annotators = ["ann", "bob"] });
        IPage page = await OpenAsync(server, width, "ann");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        // Both pictures beside each other, at any width.
        LocatorBoundingBoxResult left = (await page.Locator("#view img").First.BoundingBoxAsync())!;
        LocatorBoundingBoxResult right = (await page.Locator("#view img").Last.BoundingBoxAsync())!;
        Assert.Equal(left.Y, right.Y);
        Assert.True(left.X + left.Width <= right.X);
        await page.Keyboard.PressAsync("z");
        Assert.Equal(2, await page.Locator("figure.large").CountAsync());
        await page.Keyboard.PressAsync("z");
        await IsUsableByAllAsync(page);
        await FitsAsync(page);
        PairTable table = OpenTable(data);
        var given = new List<(int, string)>();
        for (int i = 0; i < 6; i++)
        {
            int item = int.Parse((await page.GetAttributeAsync("#view", "data-row"))!, null);
            string answer = Truth(table, item);
            given.Add((item, answer));
            await PressAsync(page, answer == LinkAnswers.Same ? "2" : "1");
        }
        await PictureAsync(page, "studio-pairs.png", scheme == ColorScheme.Light);
        await PressAsync(page, "u");
        given.RemoveAt(5);
        await PressAsync(page, "s");
        Assert.Equal(given, Stored().OfType<RowLabelled>().Select(one => (one.Row, one.Answer)).Take(5));
        Assert.Single(Stored().OfType<RowSkipped>());
        await FitsAsync(page);
        foreach (string path in scheme == ColorScheme.Light ? (string[])["/progress"] : ["/answers", "/row/1"])
        {
            await page.GotoAsync(new Uri(server.Address, path).ToString());
            await IsUsableByAllAsync(page);
            await FitsAsync(page);
        }
        HasNoFault();
    }

    private string WriteReviews()
    {
        string[] kinds = ["a warm bowl of soup", "a slow and kind waiter", "a bright room with a view"];
        Directory.CreateDirectory(At("pictures"));
        string Line(int row)
        {
            File.WriteAllBytes(At($"pictures/{row}.png"), TestPictures.Dot((uint)(row % 3)));
            string text = $"There was {kinds[row % 3]}, and what else there was to say of it is said here, in more than eighty letters: {row / 3}.";
            return $"pictures/{row}.png,{3 * (row % 3)},{row % 2},\"{text}\"";
        }
        return Write("reviews.csv", ["photo,stars,visits,review", .. Enumerable.Range(0, 12).Select(Line)]);
    }
}
