using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class ArffReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Read(string text, ITableFeaturizer? featurizer = null, string name = "data.arff") =>
        DatasetReader.Read(_folder.Write(name, text), new DatasetReaderOptions { Featurizer = featurizer });

    [Theory]
    [InlineData("data.arff")]
    [InlineData("data.arff.gz")]
    public void Reads_keywords_in_any_case_comments_and_quoted_names(string name)
    {
        Dataset data = Read(
            """
            % a comment
            @RELATION 'two words'

            @Attribute 'sepal length'	REAL   % in cm
            @attribute "it's" Integer
            @ATTRIBUTE class {'Iris setosa', "b\"2"}
            @DATA
            % another
            5.1, 3,'Iris setosa'
            4.9	2	"b\"2"
            """,
            name: name);
        Assert.Equal(["sepal length", "it's"], data.FeatureNames);
        Assert.Equal(["Iris setosa", "b\"2"], data.ClassNames);
        Assert.Equal([5.1f, 3, 4.9f, 2], data.Values.ToArray());
        Assert.Equal([0, 1], data.Labels);
    }

    [Fact]
    public void Sparse_rows_leave_out_zeros_and_first_values()
    {
        Dataset data = Read("@relation r\n@attribute a numeric\n@attribute b numeric\n@attribute c {x,y}\n@data\n{0 2, 2 y}\n{1 -3}\n{ }\n");
        Assert.Equal([2, 0, 0, -3, 0, 0], data.Values.ToArray());
        Assert.Equal([1, 0, 0], data.Labels);
    }

    [Fact]
    public void Missing_cells_nominal_numbers_and_quoted_marks_reach_the_featurizer()
    {
        var spy = new Spy();
        Dataset data = Read(
            "@relation r\n@attribute a numeric\n@attribute b {0,1,'?'}\n@attribute s string\n@attribute c {x,y}\n@data\n?,1,'two words',x\n1,'?',t,?\n2,?,,y\n",
            spy);
        Assert.Equal([0, Dataset.Unlabelled, 1], data.Labels);
        Assert.Equal([ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Categorical], spy.Seen!.Columns.Select(c => c.Kind));
        Assert.Equal((string?[])[null, "1", "2"], spy.Seen.Columns[0].Cells.AsEnumerable());
        Assert.Equal((string?[])["1", "?", "?"], spy.Seen.Columns[1].Cells.AsEnumerable());
        Assert.Equal((string?[])["two words", "t", null], spy.Seen.Columns[2].Cells.AsEnumerable());
        Assert.Equal([7, 8, 9], spy.Seen.Lines);
    }

    [Theory]
    [InlineData(
        "@relation r\n@attribute a numeric\n@attribute c {red,green}\n@data\n1,gren\n",
        "line 5, column c: \"gren\" is not declared; use red, green (nearest: green)")]
    [InlineData("@relation r\n@attribute a numeric\n@attribute c {x,y}\n@data\nabc,x\n1,y\n2,x\n", "line 5, column a: \"abc\" is text where numbers must be")]
    [InlineData("@relation r\n@attribute a date yyyy\n@attribute c {x,y}\n@data\n1,x\n", "line 5, column a: \"1\" is no date of the form 'yyyy'")]
    [InlineData(
        "@relation r\n@attribute a date 'yyyy-ww'\n@attribute c {x,y}\n@data\n1,x\n",
        "line 2, column a: date form \"yyyy-ww\" is not read; use y M d H h m s S a E z Z X, other letters in quotes")]
    [InlineData(
        "@relation r\n@attribute a relational\n@attribute c {x,y}\n@data\n1,x\n",
        "line 2, column a: type \"relational\" is not read; use numeric, real, integer, string, date or {value, ...}")]
    [InlineData("@relation r\n@attribute a numeric\n@attribute c {x,y}\n@data\n1,x,{w}\n", "line 5: \"w\" is no weight of a row; write {number} at its end")]
    [InlineData("@relation r\n@attribute a string\n@attribute c {x,y}\n@data\n'\\ud800',x\n", "line 5: \\ud800 is no letter")]
    [InlineData("@relation r\n@attribute a numeric\n@attribute c {x,y}\n@data\n1\n", "line 5: 1 cells; 2 attributes are declared")]
    [InlineData("@relation r\n@attribute a numeric\n@attribute c {x,y}\n@data\n{1 x, 1 y}\n", "line 5: index \"1\" of a sparse row is not allowed; use 2..1")]
    [InlineData("@relation r\n@attribute a numeric\n@attribute c {x,y}\n1,x\n", "line 4: \"1\" is not allowed here; use @relation, @attribute or @data")]
    [InlineData("@relation r\n@attribute a numeric\n@attribute c {x,y\n@data\n1,x\n", "line 3, column c: the list of values has no closing }")]
    [InlineData("@relation r\n@attribute a numeric\n@attribute c {x,y}\n@data\n1,'x\n", "line 5: a quote is opened and never closed")]
    public void A_fault_names_line_and_column(string text, string fault)
    {
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => Read(text));
        Assert.Equal($"{_folder.Path("data.arff")}: {fault}", thrown.Faults[0]);
    }

    private sealed class Spy : ITableFeaturizer
    {
        public Table? Seen { get; private set; }

        public FeaturizedTable Featurize(Table features)
        {
            Seen = features;
            return new FeaturizedTable(["one"], new float[features.Rows]);
        }
    }
}
