using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class ReadingFaultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The fault lines with the path of the file taken out.</summary>
    private string[] Faults(string name, string text, string? target = null, TargetKind task = TargetKind.Class) =>
        Faults(_folder.Write(name, text), new DatasetReaderOptions { Target = target, Kind = task });

    private string[] Faults(string path, DatasetReaderOptions? options = null)
    {
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => DatasetReader.Read(path, options));
        Assert.All(thrown.Faults, fault => Assert.DoesNotContain('\n', fault));
        return [.. thrown.Faults.Select(fault => fault.Replace(_folder.Path("") + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
    }

    [Fact]
    public void A_missing_file_a_folder_and_an_unknown_extension_are_one_line_each()
    {
        Assert.Equal(["none.csv: no such file"], Faults(_folder.Path("none.csv")));
        Directory.CreateDirectory(_folder.Path("folder.csv"));
        Assert.Equal(["folder.csv: a folder; name a file"], Faults(_folder.Path("folder.csv")));
        Directory.CreateDirectory(_folder.Path("folder"));
        Assert.Equal(["folder: a folder; name a file"], Faults(_folder.Path("folder")));
        Assert.Equal(
            ["data.xlsx: the extension is not known; use .csv, .txt, .data, .dat, .tab, .tsv, .arff, .svm, .npy, .po, .pot, .mo or .gmo, each also with .gz"],
            Faults("data.xlsx", "a"));
    }

    [Theory]
    [InlineData("empty.csv", "", "empty.csv: the file is empty, or a pipe or a device, which is not read")]
    [InlineData("blank.csv", " \n\n", "blank.csv: the file is empty")]
    [InlineData("header.csv", "a,b,c\n", "header.csv: no rows below the header")]
    [InlineData("header.arff", "@relation r\n@attribute a numeric\n@attribute b {x}\n@data\n", "header.arff: no rows below @data")]
    [InlineData("comments.svm", "# nothing\n", "comments.svm: no rows")]
    [InlineData("single.csv", "class\n1\n2\n", "single.csv: the only column is the target class; features are needed beside it")]
    [InlineData("zero.csv", "a\0b", "zero.csv: holds binary data; a text file is needed")]
    public void A_file_without_rows_or_features_is_one_line(string name, string text, string fault) =>
        Assert.Equal([fault], Faults(name, text));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_gzip_file_cut_short_is_one_line(double share)
    {
        byte[] whole = TemporaryFolder.Gzip([.. Enumerable.Range(0, 30_000).Select(i => (byte)("0123456789,\n"[i * 7919 % 12]))]);
        string path = _folder.WriteBytes("cut.csv.gz", whole[..(int)(whole.Length * share)]);
        Assert.Equal(["cut.csv.gz: the gzip file is damaged or cut short"], Faults(path));
        Assert.Equal(["cut.csv.gz: the gzip file is damaged or cut short"], Faults(_folder.WriteBytes("cut.csv.gz", "a,b\n1,2\n"u8.ToArray())));
    }

    [Fact]
    public void Text_in_another_encoding_is_one_line() => Assert.Equal(
        ["latin.csv: not UTF-8 text; save it as UTF-8"],
        Faults(_folder.WriteBytes("latin.csv", [(byte)'a', (byte)',', 0xE9, (byte)'\n'])));

    [Fact]
    public void Text_where_numbers_must_be_names_line_column_and_text()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i % 7},c{i % 2}\n"));
        Assert.Equal(
            ["data.csv: line 42, column b: \"abc\" is text where numbers must be"],
            Faults("data.csv", $"a,b,class\n{rows}1,abc,c0\n"));
        // Also where a single cell is more than one in twenty.
        Assert.Equal(
            ["data.csv: line 3, column a: \"x1\" is text where numbers must be"],
            Faults("data.csv", "a,class\n1,y\nx1,n\n3,y\n4,n\n"));
    }

    [Theory]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    [InlineData("+INF")]
    public void Literal_infinity_names_line_and_column(string cell) => Assert.Equal(
        [$"data.csv: line 3, column b: \"{cell}\" is not a finite number; leave the cell empty where the value is missing"],
        Faults("data.csv", $"a,b,class\n1,2,x\n3,{cell},y\n"));

    [Fact]
    public void Not_a_number_among_numeric_classes_is_a_fault()
    {
        Assert.StartsWith(
            "data.csv: line 3, column c: \"inf\" is not a finite number", Faults("data.csv", "x,c\n1,0\n2,inf\n3,1\n")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e99")]
    [InlineData("-1e300")]
    public void A_number_beyond_single_precision_names_the_limit(string cell) => Assert.Equal(
        [$"data.csv: line 3, column b: \"{cell}\" is too large; numbers are at most 3.4e38, and at least -3.4e38"],
        Faults("data.csv", $"a,b,class\n1,2,x\n3,{cell},y\n"));

    [Fact]
    public void All_faults_come_at_once_ten_at_most()
    {
        Assert.Equal(
            ["data.csv: line 2: 2 cells; line 1 has 3", "data.csv: line 4: 4 cells; line 1 has 3"],
            Faults("data.csv", "a,b,c\n1,2\n1,2,3\n1,2,3,4\n"));
        string[] many = Faults("data.csv", "a,b,c\n" + string.Concat(Enumerable.Repeat("1,2\n", 15)));
        Assert.Equal(11, many.Length);
        Assert.Equal("... and 5 more", many[10]);
    }

    [Fact]
    public void A_regression_target_must_be_numbers() => Assert.Equal(
        ["data.csv: line 3, column y: \"high\" is text where numbers must be"],
        Faults("data.csv", "x,y\n1,2\n2,high\n", task: TargetKind.Number));

    [Theory]
    [InlineData("clas", "target: \"clas\" is not a column of data.csv; use age, class (nearest: class)")]
    [InlineData("qqqqqqq", "target: \"qqqqqqq\" is not a column of data.csv; use age, class")]
    [InlineData("2", "target: 2 is not a column of data.csv; use a name or -2..1")]
    [InlineData("-3", "target: -3 is not a column of data.csv; use a name or -2..1")]
    public void An_unknown_column_names_the_allowed_ones(string target, string fault) =>
        Assert.Equal([fault], Faults("data.csv", "age,class\n1,x\n2,y\n", target));

    [Theory]
    [InlineData("a,b\n1,\"x\n2,y\n", "data.csv: line 2: a quote is opened and never closed")]
    [InlineData("a,b\n1,\"x\"z\n2,y\n", "data.csv: line 2: \"z\" follows a closing quote; a quote within quotes is written twice")]
    [InlineData("a,a\n1,2\n3,4\n", "data.csv: 2 columns are named \"a\"; names must be unique")]
    [InlineData(
        "a;b;c\n1,500;2;x\n2,500;3;y\n",
        "data.csv: column a: numbers with a comma, such as \"1,500\"; write a decimal point, and nothing between thousands")]
    [InlineData(
        "a;b;c\n1,234,567.5;2;x\n1,000;3;y\n",
        "data.csv: column a: numbers with a comma, such as \"1,234,567.5\"; write a decimal point, and nothing between thousands")]
    [InlineData(
        "a,b,c\n1,red,x\n,blue,y\n",
        "data.csv: only numbers can be read without a featurizer (RlQuery.MicrosoftML has MixedTableFeaturizer); these columns need one: "
            + "a (1 missing), b (text)")]
    public void Each_fault_says_what_to_do(string text, string fault) => Assert.Equal([fault], Faults("data.csv", text));

    [Fact]
    public void Checks_before_evaluation_report_every_fault()
    {
        Dataset Read(string text) => DatasetReader.Read(_folder.Write("set.csv", text));
        Assert.Empty(DatasetChecks.FaultsForEvaluation(Read("x,c\n1,a\n2,a\n3,b\n4,b\n")));
        Assert.Equal(
            ["set: the target has the one class a; at least 2 classes are needed"],
            DatasetChecks.FaultsForEvaluation(Read("x,c\n1,a\n2,a\n")));
        Assert.Equal(
            [
                "set: 1 of 5 rows have no target; every row needs one here",
                "set: a single row in each of the classes b, c; every class needs at least 2 rows",
            ],
            DatasetChecks.FaultsForEvaluation(Read("x,c\n1,a\n2,a\n3,b\n4,c\n5,\n")));
        Assert.Throws<InvalidInputException>(() => DatasetChecks.RequireEvaluable(Read("x,c\n1,\n2,\n")));
    }
}
