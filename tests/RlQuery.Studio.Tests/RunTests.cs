using System.Net;
using RlQuery.Core.Standard;
using RlQuery.Studies.Watching;

namespace RlQuery.Studio.Tests;

public sealed class RunTests : StudioTest
{
    private const string Header = "env_steps,episodes,return_mean,loss,sigma,validation_score,validation_error\n";

    private static readonly string[] Classes = ["no", "yes"];

    [Fact]
    public async Task The_curve_of_a_training_grows_on_the_page_while_it_goes_on()
    {
        Train("90,4,0.250000,,1.000000,0.010000,0.002000\n");
        StudioClient client = await EnterAsync(await StartWithRunsAsync());
        Assert.Equal(HttpStatusCode.OK, await client.OpenAsync("/runs"));
        string address = AddressOf(client.Html);
        await client.OpenAsync(address);
        Assert.Contains("90 steps; return +0.2500, validation +0.0100", WebUtility.HtmlDecode(client.Html), StringComparison.Ordinal);
        using Stream events = await client.Http.GetStreamAsync($"/runs/events?of={address}");
        using var reader = new StreamReader(events);
        await UntilAsync(reader, "90 steps");
        Train("90,4,0.250000,,1.000000,0.010000,0.002000\n130,6,0.300000,,1.000000,0.020000,0.002000\n");
        await UntilAsync(reader, "130 steps; return");
        await UntilAsync(reader, "<polyline class=\"line s0\"");
        await StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_report_is_shown_without_its_scripts_and_nothing_else_of_the_folder_is()
    {
        Train("90,4,0.250000,,1.000000,0.010000,0.002000\n");
        File.WriteAllText(At("policies/mine/report.html"), "<html>the report<script>1</script></html>");
        StudioClient client = await EnterAsync(await StartWithRunsAsync());
        await client.OpenAsync("/runs");
        string address = AddressOf(client.Html);
        using HttpResponseMessage report = await client.Http.GetAsync(address + "/report");
        Assert.Contains("the report", await report.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        string policy = Assert.Single(report.Headers.GetValues("Content-Security-Policy"));
        Assert.EndsWith("sandbox", policy, StringComparison.Ordinal);
        foreach (string path in (string[])[address + "/training.csv", "/runs/0123", "/runs/events?of=/runs/0123", "/runs/%2e%2e%2fsession"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync(path));
        }
        File.Delete(At("policies/mine/report.html"));
        File.CreateSymbolicLink(At("policies/mine/report.html"), At("data.csv"));
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync(address + "/report"));
    }

    [Fact]
    public async Task Where_no_runs_are_watched_there_is_no_page_of_them()
    {
        StudioClient client = await EnterAsync(await StartAsync(Open(WriteNumbers(20), Classes)));
        Assert.DoesNotContain("/runs", client.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await client.OpenAsync("/runs"));
    }

    [Fact]
    public async Task Nobody_without_a_link_sees_runs()
    {
        Train("90,4,0.250000,,1.000000,0.010000,0.002000\n");
        using var client = new StudioClient((await StartWithRunsAsync()).Address);
        Assert.Equal(HttpStatusCode.Unauthorized, await client.OpenAsync("/runs"));
        Assert.Equal(HttpStatusCode.Unauthorized, await client.OpenAsync("/runs/events?of=/runs"));
    }

    private Task<StudioServer> StartWithRunsAsync() => StartAsync(
        Open(WriteNumbers(20), Classes), new StudioOptions { Runs = new RunBoard([At("policies")], StandardParts.Create()) });

    private void Train(string rows)
    {
        Directory.CreateDirectory(At("policies/mine"));
        File.WriteAllText(At("policies/mine/training.csv"), Header + "0,0,,,,0.000000,0.001000\n" + rows);
    }

    private static string AddressOf(string html)
    {
        int start = html.IndexOf("/runs/", html.IndexOf("<tbody>", StringComparison.Ordinal), StringComparison.Ordinal);
        return html[start..html.IndexOf('"', start)];
    }
}
