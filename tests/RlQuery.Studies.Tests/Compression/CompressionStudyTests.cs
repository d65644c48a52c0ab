using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.MicrosoftML;
using RlQuery.MicrosoftML.Students;
using RlQuery.Studies.Compression;
using RlQuery.Studies.Tests.Support;

namespace RlQuery.Studies.Tests.Compression;

public sealed class CompressionStudyTests : IDisposable
{
    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_student_that_a_good_teacher_teaches_on_texts_without_labels_is_better_than_one_of_the_labels_alone()
    {
        CompressionResults results = Run(Options("out", WriteTexts(300)) with { Labels = 12 });
        Assert.Equal(
            [("teacher", "labels"), ("n-grams", "labels"), ("n-grams", "teacher"), ("network", "labels"), ("network", "teacher")],
            results.Rows.Select(row => (row.Model, row.Taught)));
        double[] accuracies = [.. results.Rows.Select(row => row.Accuracy)];
        Assert.InRange(accuracies[0], 0.95, 1);
        Assert.True(accuracies[2] > accuracies[1] + 0.1, $"{accuracies[2]} and {accuracies[1]}");
        Assert.True(accuracies[4] > accuracies[3] + 0.1, $"{accuracies[4]} and {accuracies[3]}");
        // The encoder, and for each of two classes a weight and a bias.
        Assert.Equal(1_000_000 + (2 * 2 * 4), results.Rows[0].Bytes);
        Assert.Equal(accuracies[2] - accuracies[0], results.Rows[2].LessTeacher!.Value.Mean, 1e-12);
        Assert.Null(results.Rows[0].LessTeacher);
    }

    [Fact]
    public void The_same_compression_gives_the_same_bytes_and_students_that_predict()
    {
        string data = WriteTexts(80);
        CompressionResults results = Run(Options("one", data));
        Run(Options("two", data));
        Assert.Equal(StudyFolder.Content(_folder.At("one")), StudyFolder.Content(_folder.At("two")));
        Assert.Equal(
            ["compression.csv", "manifest.json", "n-grams.student", "network.student", "seeds.csv"],
            Directory.GetFiles(_folder.At("one")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (CompressedModel model in results.Models.Skip(1))
        {
            var student = TextStudent.Load(_folder.At("one", $"{model.Name}.student"));
            float[] own = new float[2];
            student.Predict(results.Texts[0], own);
            Assert.Equal(own, model.Predict([results.Texts[0]]));
        }
        Assert.Equal(2 * 5, File.ReadLines(_folder.At("one", "seeds.csv")).Count() - 1);
    }

    /// <summary>Else held-out texts would count in what is fitted.</summary>
    [Fact]
    public void No_held_out_row_is_learned_from_and_one_label_of_each_class_is_told()
    {
        var table = CompressionTable.Read(Options("x", WriteTexts(60)));
        var draw = CompressionDraw.Of(table, 20, 5, 3);
        Assert.Equal((20, 5), (draw.Test.Length, draw.Told.Length));
        Assert.Empty(draw.Test.Intersect(draw.Pool));
        Assert.Empty(draw.Told.Except(draw.Pool));
        Assert.Equal(60, draw.Test.Length + draw.Pool.Length);
        Assert.Equal(2, draw.Told.Select(row => table.Data.Labels[row]).Distinct().Count());
        Assert.NotEqual(draw.Test, CompressionDraw.Of(table, 20, 5, 4).Test);
    }

    [Fact]
    public void Bad_input_is_told_in_a_line_and_nothing_is_written()
    {
        string data = WriteTexts(40);
        Assert.Equal(
            ["labels: 33 is not allowed; use 2..32"], Refused(Options("x", data) with { Labels = 33 }));
        Assert.Equal(
            [$"holdout: 39 is not allowed; {data} has 40 labels of 2 classes, one of each is told: use 1..38"],
            Refused(Options("x", data) with { Holdout = 39 }));
        Assert.Equal(
            ["seeds: 0 is not allowed; use 1..100000", "labels: 0 is not allowed; use 1..1000000"], Refused(Options("x", data) with { Seeds = 0, Labels = 0 }));
        string near = _folder.At("near.csv");
        Assert.Equal(
            [
                $"{near}: its columns beside the target are x (number), y (number); one column of texts is compressed: "
                + "set its kind and ignore others by a schema",
            ],
            Refused(Options("x", near)));
        Assert.Equal(
            ["encoder: n-grams is fitted to the column, and cannot teach; use pre-trained ones, such as minilm+arctic-xs"],
            Refused(Options("x", data) with { Featurizer = new MixedTableFeaturizer() }));
        File.WriteAllText(_folder.At("one.csv"), "text,label\na few words,yes\nand more words,\n");
        Assert.Equal([$"{_folder.At("one.csv")}: fewer than two classes have labels; a teacher needs two"], Refused(Options("x", _folder.At("one.csv"))));
        Assert.False(Directory.Exists(_folder.At("x")));
    }

    private CompressionOptions Options(string name, string data) => new()
    {
        Data = data,
        Out = _folder.At(name),
        Seeds = 2,
        Featurizer = new MixedTableFeaturizer(new ColumnEncoders { Texts = new Topics() }),
    };

    private static CompressionResults Run(CompressionOptions options)
    {
        using var study = CompressionStudy.Open(options);
        return study.Run();
    }

    private static IReadOnlyList<string> Refused(CompressionOptions options) =>
        Assert.Throws<InvalidInputException>(() => CompressionStudy.Open(options)).Faults;

    // Four words of eighty of the topic; the encoder alone knows which are which.
    private string WriteTexts(int rows)
    {
        var draws = new Pcg64(1);
        IEnumerable<string> lines = Enumerable.Range(0, rows).Select(row =>
            string.Join(' ', Enumerable.Range(0, 4).Select(_ => $"w{draws.NextInt(80) + (row % 2 * 80)}")) + $",{(row % 2 == 0 ? "no" : "yes")}\n");
        string path = _folder.At($"texts{rows}.csv");
        File.WriteAllText(path, "text,label\n" + string.Concat(lines));
        return path;
    }

    private sealed class Topics : IColumnEncoder
    {
        public string Name => "topics";

        public string Description => "one number: how many words are of the second topic";

        public ColumnKind Kind => ColumnKind.Text;

        public int? Dimensions => 1;

        public long ModelBytes => 1_000_000;

        public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options) =>
            new(["topic"], [.. column.Cells.Select(cell => (float[])[cell!.Split(' ').Count(IsSecond)])]);

        private static bool IsSecond(string word) => int.Parse(word[1..], CultureInfo.InvariantCulture) >= 80;
    }
}
