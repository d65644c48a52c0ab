using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML.Tests;

/// <summary>What holds of any table of all kinds of columns, from the file to the features.</summary>
public sealed class MixedTablePropertyTests : IDisposable
{
    private const int Rows = 120;
    private const string Header = "count,city,sent,message,constant,nothing,label";

    private static readonly DatasetReaderOptions Options = new() { Featurizer = new MixedTableFeaturizer() };

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-mixed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_of_rows_in_the_file_changes_no_bit_of_a_row(ulong seed)
    {
        string[] lines = Lines(seed);
        int[] order = new Pcg64(seed, "order").Permutation(Rows);
        Dataset straight = Read("straight.csv", lines);
        Dataset shuffled = Read("shuffled.csv", [.. order.Select(row => lines[row])]);
        Assert.Equal(straight.FeatureNames, shuffled.FeatureNames);
        for (int place = 0; place < Rows; place++)
        {
            Assert.Equal(straight.Row(order[place]).ToArray(), shuffled.Row(place).ToArray());
            Assert.Equal(straight.Labels[order[place]], shuffled.Labels[place]);
        }
    }

    [Fact]
    public void Every_kind_is_read_with_its_missing_cells_and_what_tells_nothing_gives_none()
    {
        Dataset data = Read("mixed.csv", Lines(3));
        string[] columns = [.. data.FeatureNames.Select(name => name.Split('=', '#')[0]).Distinct()];
        Assert.Equal(["count", "city", "sent", "message"], columns);
        Assert.Equal(4, data.FeatureNames.Count(name => name.EndsWith("=missing", StringComparison.Ordinal)));
        Assert.Equal(64, data.FeatureNames.Count(name => name.StartsWith("message#", StringComparison.Ordinal)));
        Assert.DoesNotContain(data.Values.ToArray(), value => !float.IsFinite(value));
    }

    [Fact]
    public void How_a_cell_is_quoted_changes_nothing()
    {
        string[] lines = Lines(4);
        string[] semicolons = [.. lines.Select(line => string.Join(';', Cells(line).Select(Quote)))];
        File.WriteAllText(Path.Combine(_folder, "quoted.csv"), string.Join("\r\n", semicolons.Prepend(Header.Replace(',', ';'))));
        Assert.Equal(Read("plain.csv", lines).Hash, DatasetReader.Read(Path.Combine(_folder, "quoted.csv"), Options).Hash);
    }

    private Dataset Read(string name, string[] lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Join('\n', lines.Prepend(Header)));
        return DatasetReader.Read(path, Options);
    }

    private static string[] Lines(ulong seed)
    {
        var draws = new Pcg64(seed, "mixed");
        string[] words = ["naïve", "\"quoted\"", "東京", "🙂", "a,b", "semi;colon", "line\nend", "price 5 €", .. Enumerable.Range(0, 60).Select(i => $"word{i}")];
        string Maybe(string cell) => draws.NextDouble() < 0.2 ? "" : cell;
        return [.. Enumerable.Range(0, Rows).Select(row =>
        {
            // One text of a hundred thousand letters.
            int length = row == 7 ? 20_000 : 4 + draws.NextInt(12);
            string message = string.Join(' ', Enumerable.Range(0, length).Select(_ => words[draws.NextInt(words.Length)]));
            string sent = FormattableString.Invariant(
                $"{1990 + draws.NextInt(40)}-{1 + draws.NextInt(12):00}-{1 + draws.NextInt(28):00} {draws.NextInt(24)}:{draws.NextInt(60):00}");
            return string.Join(
                ',', Maybe($"{draws.NextInt(100)}"), Maybe($"city {draws.NextInt(5)}"), Maybe(sent), row == 7 ? Quote(message) : Maybe(Quote(message)), "same",
                "", row % 2 == 0 ? "p" : "q");
        })];
    }

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A message is the only quoted cell, and stands fourth.
    private static string[] Cells(string line)
    {
        int open = line.IndexOf('"', StringComparison.Ordinal);
        if (open < 0)
        {
            return line.Split(',');
        }
        int close = line.LastIndexOf('"');
        string message = line[(open + 1)..close].Replace("\"\"", "\"", StringComparison.Ordinal);
        return [.. line[..(open - 1)].Split(','), message, .. line[(close + 2)..].Split(',')];
    }
}
