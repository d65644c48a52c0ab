using System.IO.Compression;
using System.Text;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Core.Standard;

namespace RlQuery.Core.Tests.Data;

/// <summary>Files that would take all memory, wait for ever, or break off with an exception.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_unpacks_to_too_much_is_refused_and_none_of_it_is_held()
    {
        string path = _folder.Path("bomb.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'1');
            for (int i = 0; i <= InputFile.MostBytes >> 20; i++)
            {
                gzip.Write(block);
            }
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal([$"{path}: too large; at most 536870912 bytes are read, unpacked ones included"], Fault(() => TextFile.Read(path)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void A_text_takes_three_times_its_bytes_and_no_more()
    {
        string path = _folder.Write("a.csv", new string('a', 10_000_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(10_000_000, TextFile.Read(path).Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 31_000_000);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Byte_order_marks_tell_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        string path = _folder.Path("a.csv");
        File.WriteAllBytes(path, [.. encoding.GetPreamble(), .. encoding.GetBytes("ä,b\n")]);
        Assert.Equal("ä,b\n", TextFile.Read(path));
    }

    [Theory]
    [InlineData("table.csv")]
    [InlineData("table.arff")]
    [InlineData("table.svm")]
    [InlineData("schema.json")]
    [InlineData("env.json")]
    public void Pipes_and_devices_are_refused_in_a_line_whatever_leads_to_them(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        string fifo = _folder.Path("fifo");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [fifo]))
        {
            made.WaitForExit();
        }
        foreach (string target in new[] { fifo, "/dev/zero" })
        {
            string path = _folder.Path(name);
            File.Delete(path);
            File.CreateSymbolicLink(path, target);
            Assert.Equal([$"{path}: the file is empty, or a pipe or a device, which is not read"], Fault(() => Read(path)));
        }
    }

    [Fact]
    public void A_folder_is_refused_in_a_line()
    {
        string path = _folder.Path("folder.csv");
        Directory.CreateDirectory(path);
        Assert.Equal([$"{path}: a folder; name a file"], Fault(() => Read(path)));
    }

    [Theory]
    [InlineData("{\"agents\": {\"dqn\": {\"hid\\ud800den\": 3}}}", "not JSON: a text with invalid characters; save the file as UTF-8")]
    [InlineData("{\"agents\": {\"dqn\": {\"hid\u00FFden\": 3}}}", "not JSON: a text with invalid characters; save the file as UTF-8")]
    [InlineData("{\"training\": {\"data\": [\"a\\u0000b\"]}}", "not JSON: a text with invalid characters; save the file as UTF-8")]
    public void Texts_of_an_environment_that_cannot_be_read_are_refused_in_a_line(string text, string fault)
    {
        string path = _folder.Path("env.json");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text));
        Assert.Equal([$"{path} line 1: {fault}"], Fault(() => EnvironmentFile.Read(path, StandardParts.Create())));
    }

    [Theory]
    [InlineData("\"names\":", "[\"margin\"", "[null", "signals.names: null is not allowed; use names")]
    [InlineData("\"synthetic\":", "\"moons\"", "null", "synthetic: null is not allowed; use names")]
    [InlineData("\"state\":", "\"budget-used\"", "null", "state.names: null is not allowed; use names")]
    public void A_policy_whose_lists_hold_null_is_refused_in_a_line(string behind, string old, string changed, string fault)
    {
        string text = PolicyJson.Write(Policies.SamplePolicy.Document()).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        int place = text.IndexOf(old, text.IndexOf(behind, StringComparison.Ordinal), StringComparison.Ordinal);
        text = text[..place] + changed + text[(place + old.Length)..];
        Assert.Equal([$"policy.json: {fault}"], Fault(() => PolicyJson.Read(Encoding.UTF8.GetBytes(text), "policy.json")));
    }

    [Fact]
    public void A_cell_of_half_a_million_brackets_is_no_date_and_is_told_at_once()
    {
        string cell = "1" + new string('(', 400_000);
        Assert.DoesNotContain(DateForm.All, form => form.TryParse(cell, out _));
        Assert.Contains(DateForm.All, form => form.TryParse("Mon, 3 Feb 2020 10:00:00 +0100 (Central European Standard Time)", out _));
    }

    private static void Read(string path)
    {
        if (path.EndsWith("schema.json", StringComparison.Ordinal))
        {
            TableSchema.Read(path);
        }
        else if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            EnvironmentFile.Read(path, StandardParts.Create());
        }
        else
        {
            DatasetReader.Read(path);
        }
    }

    private static IReadOnlyList<string> Fault(Action read) => Assert.Throws<InvalidInputException>(read).Faults;
}
