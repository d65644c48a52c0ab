using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class LibsvmReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data.svm")]
    [InlineData("data.txt")]
    [InlineData("data.svm.gz")]
    public void Reads_dense_rows_and_joins_equal_labels(string name)
    {
        Dataset data = DatasetReader.Read(_folder.Write(name, "# made by hand\n+1 1:0.5 3:-2 # first\n-1 2:1e-3\n1\n\n1.0 1:4\n"));
        Assert.Equal(3, data.Features);
        Assert.Equal([0.5f, 0, -2, 0, 1e-3f, 0, 0, 0, 0, 4, 0, 0], data.Values.ToArray());
        Assert.Equal(["-1", "1"], data.ClassNames);
        Assert.Equal([1, 0, 1, 1], data.Labels);
        Assert.Equal(["x1", "x2", "x3"], data.FeatureNames);
    }

    [Fact]
    public void Raw_labels_and_unlabelled_rows_can_be_had()
    {
        string path = _folder.Write("data.svm", "2.5 1:1\n? 1:2\n1:3\n");
        var file = LibsvmFile.Load(path);
        Assert.Equal([2.5, double.NaN, double.NaN], file.Labels);
        Assert.Equal((3, 1), (file.Rows, file.Features));
        Assert.Equal([0, Dataset.Unlabelled, Dataset.Unlabelled], DatasetReader.Read(path).Labels);
        Assert.Equal([2.5f, float.NaN, float.NaN], DatasetReader.Read(path, new DatasetReaderOptions { Kind = TargetKind.Number }).Targets);
    }

    [Theory]
    [InlineData(49_999_990)]
    [InlineData(int.MaxValue)]
    public void Memory_goes_with_what_is_written_and_not_with_the_largest_index(int index)
    {
        string path = _folder.Write("data.svm", $"1 {index}:1\n? 1:1\n");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset data = DatasetReader.Read(path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(["x1", $"x{index}"], data.FeatureNames);
        Assert.Equal([0, 1, 1, 0], data.Values.ToArray());
        Assert.Contains($"{path}: of {index} columns 2 occur; the others are 0 in every row and are left out", data.Notes);
    }

    [Fact]
    public void More_values_than_memory_holds_are_refused_before_any_is_held()
    {
        string path = _folder.Write("data.svm", string.Concat(Enumerable.Range(1, 20_000).Select(i => $"1 {i}:1\n")));
        Assert.Equal(
            [$"{path}: 20000 rows x 20000 features are 400000000 values; at most 100000000 are read"],
            Assert.Throws<InvalidInputException>(() => DatasetReader.Read(path)).Faults);
    }

    [Theory]
    [InlineData("1 0:1\n", "line 1: index \"0\" is not allowed; indices start at 1 and increase along the row")]
    [InlineData("1 1:1\n1 2:1 2:3\n", "line 2: index \"2\" is not allowed; indices start at 1 and increase along the row")]
    [InlineData("1 qid:3 1:1\n", "line 1: index \"qid\" is not allowed; indices start at 1 and increase along the row")]
    [InlineData("1 1:nan\n", "line 1, column x1: \"nan\" is not a finite number; leave the cell empty where the value is missing")]
    [InlineData("1 1:x\n", "line 1, column x1: \"x\" is text where numbers must be")]
    [InlineData("1 7\n", "line 1: \"7\" is not allowed; use index:value")]
    [InlineData("cat 1:7\n", "line 1: label \"cat\" is text where numbers must be")]
    [InlineData("1\n2\n", "no row has a feature; use index:value")]
    public void A_fault_names_line_and_cell(string text, string fault)
    {
        string path = _folder.Write("data.svm", text);
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => DatasetReader.Read(path));
        Assert.Equal([$"{path}: {fault}"], thrown.Faults);
    }
}
