using System.Security.Cryptography;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

/// <summary>The mixed sets are held against the catalog in RlQuery.MicrosoftML.Tests.</summary>
public sealed class CatalogTests
{
    private static readonly Catalog Bundled = Catalog.Load(EnvironmentsFolder.Locate(AppContext.BaseDirectory));

    public static TheoryData<string> Numeric => [.. Bundled.Entries.Where(entry => !entry.Mixed).Select(entry => entry.Name)];

    public static TheoryData<string> All => [.. Bundled.Entries.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Numeric))]
    public void A_set_is_as_the_catalog_says(string name)
    {
        CatalogEntry entry = Bundled.Find(name);
        Dataset data = Bundled.Open(name);
        Assert.Equal((entry.Rows, entry.Features, entry.Classes, entry.Hash), (data.Rows, data.Features, data.Classes, data.Hash));
        Assert.Equal(name, data.Name);
        Assert.True(data.Values.ToArray().All(float.IsFinite));
        Assert.Empty(DatasetChecks.FaultsForEvaluation(data));
        Assert.Equal(data.Hash, DatasetReader.Read(Path.Combine(Bundled.Folder, entry.File), new DatasetReaderOptions { Kind = entry.Kind }).Hash);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_card_gives_origin_licence_shape_and_checksums(string name)
    {
        CatalogEntry entry = Bundled.Find(name);
        string card = File.ReadAllText(Path.Combine(Bundled.Folder, name + ".md"));
        Assert.StartsWith($"# {name}\n", card, StringComparison.Ordinal);
        bool classes = entry.Kind == TargetKind.Class;
        Assert.Contains(
            classes ? $"| rows x features x classes | {entry.Rows} x {entry.Features} x {entry.Classes}"
                : $"| rows x features | {entry.Rows} x {entry.Features}", card, StringComparison.Ordinal);
        Assert.Contains($"| SHA-256 of {entry.File} | {entry.Sha256} |", card, StringComparison.Ordinal);
        Assert.Contains($"| hash of the data set | {entry.Hash} |", card, StringComparison.Ordinal);
        Assert.Contains($"| origin group | {entry.Origin}:", card, StringComparison.Ordinal);
        Assert.Matches(@"\| taken from \| Debian package \S+ \S+: `/usr/", card);
        Assert.Matches(@"\| original source \| \w", card);
        Assert.Matches(@"\| licence \| (B|CC0|L?G|MIT)", card);
        Assert.Equal(entry.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Bundled.Folder, entry.File)))));
    }

    [Fact]
    public void Catalog_cards_files_and_table_are_the_same_sets()
    {
        string[] names = [.. Bundled.Entries.Select(entry => entry.Name)];
        Assert.Equal(names, Files("*.csv.gz").Select(file => file[..^".csv.gz".Length]));
        Assert.Equal(names, Files("*.md").Where(file => !file.StartsWith("README", StringComparison.Ordinal)).Select(file => file[..^3]));
        string readme = File.ReadAllText(Path.Combine(Bundled.Folder, "README.md"));
        Assert.All(names, name => Assert.Contains($"| [{name}]({name}.md) |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sets_are_many_small_and_of_every_kind()
    {
        Assert.InRange(Bundled.EntriesOf(TargetKind.Class).Count, 45, 200);
        Assert.InRange(Bundled.EntriesOf(TargetKind.Number).Count, 50, 200);
        Assert.All(Bundled.Entries, entry => Assert.InRange(entry.Features, 2, 125));
        Assert.All(Bundled.Entries, entry => Assert.InRange(entry.Rows, 57, 8200));
        Assert.Contains(Bundled.Entries, entry => entry.Classes >= 10);
        Assert.Contains(Bundled.Entries, entry => entry.Mixed);
        Assert.InRange(Directory.GetFiles(Bundled.Folder).Sum(file => new FileInfo(file).Length), 1, 6_000_000);
    }

    [Fact]
    public void Equal_tables_share_an_origin() => Assert.All(
        Bundled.Entries.Where(entry => !entry.Mixed).GroupBy(entry => Content(Bundled.Open(entry.Name))),
        same => Assert.Single(same.Select(entry => entry.Origin).Distinct()));

    [Fact]
    public void A_changed_file_an_unknown_name_and_a_missing_catalog_are_refused()
    {
        using var folder = new TemporaryFolder();
        string data = Directory.CreateDirectory(folder.Path("environments/data")).FullName;
        File.Copy(Path.Combine(Bundled.Folder, "catalog.json"), Path.Combine(data, "catalog.json"));
        byte[] bytes = File.ReadAllBytes(Path.Combine(Bundled.Folder, "wine.csv.gz"));
        bytes[^20] ^= 1;
        File.WriteAllBytes(Path.Combine(data, "wine.csv.gz"), bytes);
        var copy = Catalog.Load(EnvironmentsFolder.Locate(data));
        Assert.Equal(data, copy.Folder);
        Assert.Contains("wine.csv.gz: SHA-256 ", Assert.Throws<InvalidInputException>(() => copy.Open("wine")).Message, StringComparison.Ordinal);
        Assert.EndsWith("iris.csv.gz: no such file", Assert.Throws<InvalidInputException>(() => copy.Open("iris")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "data: \"wien\" is not a bundled set (nearest: wine); use abalone, aircraft-speed, ",
            Assert.Throws<InvalidInputException>(() => copy.Open("wien")).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(data, "catalog.json"), "{ \"sets\": [ {} ] }");
        Assert.Contains(
            "catalog.json: damaged: ", Assert.Throws<InvalidInputException>(() => Catalog.Load(folder.Path("environments"))).Message, StringComparison.Ordinal);
    }

    /// <summary>The same for the same rows in any order.</summary>
    private static (int Rows, int Features, double Sum) Content(Dataset data)
    {
        double sum = 0;
        foreach (float value in data.Values)
        {
            sum += value;
        }
        return (data.Rows, data.Features, Math.Round(sum, 3));
    }

    private static IEnumerable<string> Files(string pattern) =>
        Directory.GetFiles(Bundled.Folder, pattern).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
            .OrderBy(file => file.Split('.')[0], StringComparer.Ordinal);
}
