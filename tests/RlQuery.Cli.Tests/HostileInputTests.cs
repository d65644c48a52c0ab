using System.IO.Compression;
using System.Text;
using RlQuery.Core.Tests.Support;
using SkiaSharp;
using static RlQuery.Cli.Tests.BoundedProcess;

namespace RlQuery.Cli.Tests;

/// <summary>Inputs that once took all memory, never ended, or broke off with an exception, given to the command in a process of its own.</summary>
public sealed class HostileInputTests : TemporaryFolder
{
    [Fact]
    public void Nineteen_bytes_take_little_memory() =>
        Assert.Equal(0, Run(out _, "query", "--strategy", "margin", "--data", Bug("b.svm"), "--count", "1").Code);

    [Fact]
    public void A_file_that_unpacks_to_three_gigabytes_is_refused_in_a_line()
    {
        string path = At("bomb.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 3000; i++)
            {
                gzip.Write(block);
            }
        }
        Assert.Equal(2, Run(out string error, "query", "--strategy", "margin", "--data", path, "--target", "y", "--count", "1").Code);
        Assert.Equal($"{path}: too large; at most 536870912 bytes are read, unpacked ones included\n", error);
    }

    [Theory]
    [InlineData("cells.csv.gz", "a,b,c,d,é\n", "1,,,,x\n", 70_000_000)]
    [InlineData("lines.csv.gz", "a,é\n", "1\n", 220_000_000)]
    [InlineData("cells.arff.gz", "@relation r\n@attribute a real\n@attribute b real\n@attribute c {x}\n@data\n", "1,,x\n", 80_000_000)]
    [InlineData("cells.svm.gz", "1 1:1\n", "2 1:1\n", 70_000_000)]
    public void A_small_packed_file_of_very_many_cells_is_refused_in_a_line(string name, string head, string line, int lines)
    {
        string path = At(name);
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(head));
            const int Block = 100_000;
            byte[] block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, Block)));
            for (int i = 0; i < lines; i += Block)
            {
                gzip.Write(block);
            }
        }
        Assert.Equal(2, Run(out string error, "query", "--strategy", "margin", "--data", path, "--count", "1").Code);
        Assert.EndsWith("or more; at most 50000000 are read, but of plain numbers in a .csv file that is not packed\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_braces_are_no_more_than_the_cells_that_they_stand_for()
    {
        string path = Write(
            "braces.arff", "@relation r\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"@attribute a{i} real\n")) + "@data\n"
                + string.Concat(Enumerable.Repeat("{}\n", 100_000)));
        Assert.Equal(2, Run(out string error, "query", "--strategy", "margin", "--data", path, "--count", "1").Code);
        Assert.StartsWith($"{path}: has 50010000 cells or more; at most 50000000 are read", error, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_short_cells_as_are_read_take_less_than_two_gigabytes()
    {
        // Read, and refused for what is in it.
        string path = At("many.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"{string.Join(',', Enumerable.Range(0, 49).Select(i => $"é{i}"))}\n"));
            byte[] block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1" + new string(',', 48) + "\n", 1000)));
            for (int i = 0; i < 1000; i++)
            {
                gzip.Write(block);
            }
        }
        Assert.Equal(2, Run(out string error, "evaluate", WriteEnvironment(), "--data", path, "--target", "é0", "--out", At("out")).Code);
        Assert.Contains("every feature column is empty or holds a single text", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_pictures_are_not_decoded_all_at_once()
    {
        using (var bitmap = new SKBitmap(9999, 9999, SKColorType.Gray8, SKAlphaType.Opaque))
        {
            using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 1);
            for (int i = 0; i < 4; i++)
            {
                // What stands behind a picture makes it another file.
                File.WriteAllBytes(At($"{i}.png"), [.. data.ToArray(), (byte)i]);
            }
        }
        string path = Write("t.csv", "photo,label\n" + string.Concat(Enumerable.Range(0, 4).Select(i => $"{i}.png,{(i < 3 ? "ab"[i % 2].ToString() : "")}\n")));
        Assert.Equal(0, Run(out _, "query", "--strategy", "random", "--data", path, "--target", "label", "--count", "1").Code);
    }

    [Theory]
    [InlineData("schema-InvalidOperationException-1-s.json", "letter 21")]
    [InlineData("schema-InvalidOperationException-2-s.json", "letter 13")]
    public void A_schema_with_half_a_letter_is_refused_in_a_line(string name, string place)
    {
        string table = WriteTable("t.csv", 10, row => row < 6);
        CommandRun.Of("query", "--strategy", "margin", "--data", table, "--target", "label", "--schema", Bug(name), "--count", "1").IsRefusedWith(
            $"{Bug(name)}: no schema: line 1 is not JSON at {place}; such a file is {{ \"columns\": {{ \"NAME\": \"KIND\" }} }}, "
            + "and 'rlquery schema' writes one");
    }

    [Fact]
    public void A_policy_with_null_among_its_names_is_refused_in_a_line()
    {
        string policy = Path.GetDirectoryName(Write("policy/policy.json", File.ReadAllText(Bug("policy-null-name.json"))))!;
        CommandRun.Of("query", "--policy", policy, "--data", WriteTable("t.csv", 10, row => row < 6), "--target", "label", "--count", "1")
            .IsRefusedWith($"{At("policy", "policy.json")}: signals.names: null is not allowed; use names");
    }

    [Fact]
    public void An_environment_with_invalid_text_is_refused_in_a_line() =>
        CommandRun.Of("train", Bug("envbad.json"), "--agent", "dqn", "--out", At("out"))
            .IsRefusedWith($"{Bug("envbad.json")} line 43: not JSON: a text with invalid characters; save the file as UTF-8");

    [Fact]
    public void Nul_in_a_path_is_refused_in_a_line_wherever_it_stands()
    {
        CommandRun.Of("evaluate", Bug("exp.json"), "--out", At("out"))
            .IsRefusedWith($"{Bug("exp.json")} line 1: not JSON: a text with invalid characters; save the file as UTF-8");
        CommandRun.Of("query", "--data", "a\0b.csv").IsRefusedWith("a\uFFFDb.csv: holds the letter NUL, which is not allowed; write the word without it");
    }

    [Theory]
    [InlineData("list {0}")]
    [InlineData("{0}")]
    [InlineData("query --{0} 3")]
    [InlineData("query --data {0} --strategy margin")]
    [InlineData("query --data t.csv --strategy {0}")]
    [InlineData("train {0} --agent dqn --out x")]
    [InlineData("label --session {0}")]
    public void What_is_wrong_is_quoted_in_short(string line)
    {
        var run = CommandRun.Of([.. line.Split(' ').Select(word => word.Replace("{0}", new string('a', 100_000), StringComparison.Ordinal))]);
        Assert.Equal(2, run.ExitCode);
        Assert.All(run.ErrorLines, fault => Assert.DoesNotContain(new string('a', 81), fault, StringComparison.Ordinal));
        Assert.All(run.ErrorLines, fault => Assert.InRange(fault.Length, 1, 2003));
    }

    private static string Bug(string name) => Path.Combine(Repository.Root, "tests", "RlQuery.Cli.Tests", "Bugs", name);
}
