using System.Text.Json.Nodes;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

public sealed class LabelStudioPicturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("img/a b&c.png", "/data/local-files/?d=img/a%20b%26c.png")]
    [InlineData("img\\1.PNG", "/data/local-files/?d=img/1.PNG")]
    [InlineData("https://example.org/a b.png", "https://example.org/a b.png")]
    [InlineData("/data/local-files/?d=img/1.png", "/data/local-files/?d=img/1.png")]
    [InlineData("C:\\img\\1.png", "C:\\img\\1.png")]
    public void A_picture_by_its_path_is_found_where_local_files_are_served(string cell, string address)
    {
        LabellingTable table = LabellingTables.Of(("photo", [cell, "2.png"]), ("x", ["1", "2"]), ("label", [null, null]));
        string path = _folder.Path("tasks.json");
        LabelStudioFile.Write(path, table, TableFingerprint.Of(table.Cells), ["a"], [new LabelStudioTask(0, null)], "model");
        Assert.Equal(address, JsonNode.Parse(File.ReadAllText(path))![0]!["data"]!["photo"]!.GetValue<string>());
    }
}
