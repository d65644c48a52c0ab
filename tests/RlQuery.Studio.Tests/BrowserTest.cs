using System.Runtime.CompilerServices;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RlQuery.Studio.Tests;

/// <summary>A session that is served in this process, and looked at in Chromium.</summary>
/// <param name="chromium">The browser.</param>
public abstract class BrowserTest(Chromium chromium) : StudioTest
{
    private readonly List<string> _faults = [];

    /// <summary>A window of somebody who has opened a link.</summary>
    protected async Task<IPage> OpenAsync(StudioServer server, int width, string? annotator = null)
    {
        var window = new ViewportSize { Width = width, Height = 560 };
        IBrowserContext context = await chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = window });
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _faults.Add($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, fault) => _faults.Add(fault);
        await page.GotoAsync(server.Links.First(link => link.Annotator == annotator).Address.ToString());
        await page.WaitForSelectorAsync("#view h1");
        return page;
    }

    protected static Task PressAsync(IPage page, string key) => ChangeAsync(page, () => page.Keyboard.PressAsync(key));

    /// <summary>Until the page shows what the server has answered.</summary>
    protected static async Task ChangeAsync(IPage page, Func<Task> act)
    {
        string version = (await page.GetAttributeAsync("#view", "data-version"))!;
        await act();
        await page.WaitForFunctionAsync(
            "version => document.getElementById('view').dataset.version !== version && !document.querySelector('[aria-busy]')", version);
    }

    /// <summary>The console of no window has told of a fault.</summary>
    protected void HasNoFault() => Assert.True(_faults.Count == 0, string.Join("; ", _faults));

    /// <summary>Nothing is wider than the window.</summary>
    protected static async Task FitsAsync(IPage page) =>
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

    /// <summary>WCAG 2.2, of which axe-core checks what a program can: names, roles, labels, the contrast of 4.5:1.</summary>
    protected static async Task IsUsableByAllAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        AxeResultItem[] faults = [.. result.Violations.Where(one => one.Impact is "serious" or "critical")];
        Assert.True(faults.Length == 0, $"{page.Url}: {string.Join("; ", faults.Select(Show))}");

        static string Show(AxeResultItem fault) => $"{fault.Id} ({fault.Help}): {string.Join(", ", fault.Nodes.Take(3).Select(node => node.Html))}";
    }

    /// <summary>Writes a picture of the window anew, beside the pages of verbs, where RLQUERY_ACCEPT_GENERATED=1.</summary>
    protected static async Task PictureAsync(IPage page, string name, bool wanted = true)
    {
        if (wanted && Environment.GetEnvironmentVariable("RLQUERY_ACCEPT_GENERATED") == "1")
        {
            string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "src", "RlQuery.Cli", "Verbs", name);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.GetFullPath(path) });
        }
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
