using Microsoft.Playwright;
using RlQuery.Core.Labelling;
using RlQuery.Core.Standard;
using RlQuery.Studies.Watching;
using RlQuery.Studio.Pages;

namespace RlQuery.Studio.Tests;

/// <summary>The page in Chromium.</summary>
public sealed class BrowserTests(Chromium chromium) : BrowserTest(chromium), IClassFixture<Chromium>
{
    private static readonly string[] Classes = ["no", "yes", "maybe"];

    [BrowserFact]
    public async Task Items_are_labelled_by_keyboard_undone_and_corrected_without_a_fault_in_the_console()
    {
        IPage page = await OpenAsync(await StartAsync(Open(WriteReviews(), Classes, cells: true)), width: 390);
        for (int i = 0; i < 10; i++)
        {
            await PressAsync(page, i % 5 == 4 ? "s" : $"{1 + (i % 2)}");
        }
        string last = (await page.GetAttributeAsync("#view", "data-row"))!;
        await PressAsync(page, "u");
        Assert.NotEqual(last, await page.GetAttributeAsync("#view", "data-row"));
        await PressAsync(page, "3");
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("new one");
        await ChangeAsync(page, () => page.Keyboard.PressAsync("Enter"));
        Assert.Equal("class new one added", await page.TextContentAsync("#status"));
        Assert.Equal(12, Stored().Count(one => one is RowLabelled or RowSkipped or ClassAdded));
        // Nothing is wider than the telephone.
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.ClickAsync("nav a[href='/answers']");
        await page.FillAsync(".list tbody tr:first-child input", "no");
        await ChangeAsync(page, () => page.Keyboard.PressAsync("Enter"));
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.IsType<LabelCorrected>(Stored()[^1]);
        await page.ClickAsync("nav a[href='/progress']");
        await page.WaitForSelectorAsync("svg.chart");
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        HasNoFault();
    }

    [BrowserFact]
    public async Task Where_the_server_was_away_the_page_goes_on_by_itself_and_a_double_click_counts_once()
    {
        string data = WriteReviews();
        StudioServer server = await StartAsync(Open(data, Classes, cells: true));
        int port = server.Address.Port;
        IPage page = await OpenAsync(server, width: 1440);
        await ChangeAsync(page, () => page.DblClickAsync("[data-key='1']"));
        await StopAsync();
        Task changed = ChangeAsync(page, () => page.Keyboard.PressAsync("2"));
        await page.WaitForFunctionAsync("() => document.getElementById('alarm').textContent !== ''");
        await StartAsync(Open(data, Classes, cells: true), new StudioOptions { Port = port });
        await changed;
        await page.WaitForFunctionAsync("() => document.getElementById('alarm').textContent === ''");
        Assert.Equal(["no", "yes"], Stored().OfType<RowLabelled>().Select(one => one.Answer));
    }

    [BrowserFact]
    public async Task Two_annotators_have_different_items_and_markup_in_an_item_is_not_run()
    {
        StudioServer server = await StartAsync(Open(WriteReviews(), Classes, "ann", cells: true), new StudioOptions { Annotators = ["ann", "bob"] });
        IPage ann = await OpenAsync(server, width: 1440, "ann");
        IPage bob = await OpenAsync(server, width: 1440, "bob");
        Assert.NotEqual(await ann.GetAttributeAsync("#view", "data-row"), await bob.GetAttributeAsync("#view", "data-row"));
        Assert.Contains("<img src=x onerror=alert(1)>", await ann.TextContentAsync("#view"), StringComparison.Ordinal);
        Assert.Equal(0, await ann.Locator("#view img").CountAsync());
        for (int i = 0; i < 4; i++)
        {
            await PressAsync(ann, $"{1 + (i % 2)}");
        }
        await PictureAsync(ann, "studio.png");
        HasNoFault();
    }

    [BrowserFact]
    public async Task Browsers_that_answer_at_once_lose_no_answer_and_none_is_given_twice()
    {
        string[] names = ["ann", "bob", "cid", "dan"];
        const int Each = 8;
        StudioServer server = await StartAsync(Open(WriteReviews(), Classes, "ann", cells: true), new StudioOptions { Annotators = names });
        IPage[] pages = await Task.WhenAll(names.Select(name => OpenAsync(server, width: 1440, name)));
        await Task.WhenAll(pages.Select(async page =>
        {
            for (int i = 0; i < Each; i++)
            {
                await PressAsync(page, $"{1 + (i % 2)}");
            }
        }));
        RowLabelled[] stored = [.. Stored().OfType<RowLabelled>()];
        Assert.Equal(names.Length * Each, stored.Select(one => one.Row).Distinct().Count());
        Assert.All(stored.CountBy(one => one.By!), one => Assert.Equal(Each, one.Value));
        HasNoFault();
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task A_screen_reader_and_poor_eyes_can_use_every_page(ColorScheme scheme, int width)
    {
        Directory.CreateDirectory(At("policies"));
        Write("policies/training.csv", "env_steps,return_mean,validation_score,validation_error", "0,,0.01,0.01", "9,0.5,0.02,0.01", "18,0.4,0.03,0.01");
        var board = new RunBoard([At("policies")], StandardParts.Create());
        string run = RunsView.IdentityOf(Assert.Single(board.Find()));
        StudioServer server = await StartAsync(
            Open(WriteReviews(), Classes, "ann", cells: true), new StudioOptions { Annotators = ["ann", "bob"], Runs = board });
        IPage page = await OpenAsync(server, width, "ann");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        for (int i = 0; i < 6; i++)
        {
            await PressAsync(page, $"{1 + (i % 2)}");
        }
        foreach (string path in (string[])["/", "/answers", "/progress", "/progress/uncertainty", "/row/3", "/runs", $"/runs/{run}"])
        {
            await page.GotoAsync(new Uri(server.Address, path).ToString());
            await IsUsableByAllAsync(page);
        }
    }

    private string WriteReviews()
    {
        string[] words = ["warm", "slow", "bright", "loud", "small", "kind"];
        const string Long = "A long review stands here, with more than eighty letters, so that it is shown as a text and not as a cell: ";
        string Line(int row) => $"{row},{row % 5},\"{Long}{words[row % 6]} {words[row % 4]} <img src=x onerror=alert(1)>\",";
        return Write("reviews.csv", ["id,stars,review,label", .. Enumerable.Range(0, 60).Select(Line)]);
    }
}
