using System.Text;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tests.Support;

namespace RlQuery.MicrosoftML.Tests;

public sealed class TextFeaturesTests
{
    private static readonly string[] Nouns = [.. Enumerable.Range(0, 400).Select(i => $"noun{i}")];

    [Fact]
    public void A_learner_tells_topics_from_texts_that_it_has_not_seen()
    {
        string[] texts = Topics(rows: 300, seed: 1);
        FeaturizedTable table = Featurize(texts);
        Assert.Equal(64, table.FeatureNames.Length);
        Assert.Equal(("message#0", "message#63"), (table.FeatureNames[0], table.FeatureNames[^1]));
        var data = Dataset.ForClassification("t", "t", table.Values, [.. Enumerable.Range(0, 300).Select(row => row % 2)], table.FeatureNames, ["a", "b"]);
        int[] all = [.. Enumerable.Range(0, 300)];
        var pool = new FeatureMatrix(Standardizer.Fit(data, all).Transform(data, all), 300, 64);
        ILearner learner = new LogisticRegressionFactory().Create();
        learner.Start(ProblemParts.OfClasses(data, pool, data.Labels, all, new FeatureMatrix([], 0, 64), [], []));
        learner.Fit(all.AsSpan(0, 40), data.Labels.AsSpan(0, 40), []);
        float[] probabilities = new float[600];
        learner.Predict(pool, probabilities);
        int right = all.Skip(40).Count(row => probabilities[(2 * row) + 1] > 0.5 == (row % 2 == 1));
        Assert.InRange(right, 0.9 * 260, 260);
    }

    /// <summary>With as many directions as the texts span, scaled features keep the angles between the weighted terms.</summary>
    [Fact]
    public void Equal_texts_are_equal_and_texts_of_the_same_words_are_nearer_than_others()
    {
        FeaturizedTable table = Featurize("red wine", "red wine", "Wine: RED!", "green tea with milk", "tea with milk", "milk");
        float[][] rows = table.Values.Chunk(table.FeatureNames.Length).ToArray();
        Assert.Equal(rows[0], rows[1]);
        Assert.True(Distance(rows[0], rows[2]) < Distance(rows[0], rows[3]));
        Assert.True(Distance(rows[3], rows[4]) < Distance(rows[3], rows[0]));
    }

    [Fact]
    public void The_order_of_rows_changes_no_bit_of_a_row()
    {
        string[] texts = Topics(rows: 200, seed: 2);
        int[] order = new Pcg64(3).Permutation(texts.Length);
        float[][] straight = Featurize(texts).Values.Chunk(64).ToArray();
        float[][] shuffled = Featurize([.. order.Select(row => texts[row])]).Values.Chunk(64).ToArray();
        Assert.All(order.Select((row, place) => (row, place)), pair => Assert.Equal(straight[pair.row], shuffled[pair.place]));
    }

    [Fact]
    public void The_directions_are_those_of_the_exact_decomposition()
    {
        var draws = new Pcg64(4);
        SparseRow[] rows = [.. Enumerable.Range(0, 60).Select(_ =>
        {
            int[] terms = [.. draws.Permutation(30)[..6].Order()];
            return new SparseRow(terms, [.. terms.Select(term => draws.NextGaussian() * Math.Pow(0.7, term))]);
        })];
        (double[] directions, int width) = LatentDirections.Find(rows, 30, 8);
        Assert.Equal(8, width);
        var dense = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(60, 30);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int i = 0; i < 6; i++)
            {
                dense[row, rows[row].Terms[i]] = rows[row].Weights[i];
            }
        }
        // Rotated or not, they span what the leading eight span: projecting on those changes nothing.
        var leading = dense.Svd().VT.SubMatrix(0, 8, 0, 30);
        var found = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(30, 8, (i, j) => directions[(i * 8) + j]);
        var projected = leading.TransposeThisAndMultiply(leading * found);
        Assert.InRange((projected - found).FrobeniusNorm() / found.FrobeniusNorm(), 0, 0.02);
        // And the spread of the rows is dealt to every feature.
        var images = dense * found;
        double[] spreads = [.. Enumerable.Range(0, 8).Select(j => MathNet.Numerics.Statistics.Statistics.PopulationStandardDeviation(images.Column(j)))];
        Assert.InRange(spreads.Max() / spreads.Min(), 1, 5);
    }

    [Fact]
    public void Missing_empty_huge_foreign_and_wordless_texts_are_finite()
    {
        string huge = string.Join(' ', Enumerable.Range(0, 15_000).Select(i => Nouns[i % 400]));
        Assert.InRange(huge.Length, 100_000, 200_000);
        string?[] cells =
        [
            null, "...", "----- ;;; \u0001", huge, "пример текста", "データは力です", "emoji 🙂 words 🙂", "a\u0301 combining", "\uD800 half a pair",
            "noun1 noun2 noun3", "noun1 noun2",
        ];
        FeaturizedTable table = Featurize(cells);
        Assert.True(table.Values.All(float.IsFinite));
        Assert.Equal("message=missing", table.FeatureNames[^1]);
        float[][] rows = table.Values.Chunk(table.FeatureNames.Length).ToArray();
        Assert.Equal([1, .. Enumerable.Repeat(0f, 10)], rows.Select(row => row[^1]));
        Assert.All(rows[1], value => Assert.Equal(0, value));
        Assert.Empty(Featurize("the same words", "the same words").FeatureNames);
        Assert.Empty(Featurize("...", "!!! ???"[..0] + "---").FeatureNames);
        Assert.Empty(Featurize(null, null).FeatureNames);
    }

    [Theory]
    [InlineData("Hello, World", "hello world")]
    [InlineData("x=1;y=2", "X 1 Y 2")]
    [InlineData("naïve", "NAÏVE")]
    public void Case_and_signs_between_words_do_not_count(string one, string other) => Assert.Equal(Terms(one), Terms(other));

    [Theory]
    [InlineData("a b", "b a")]
    [InlineData("ab", "a b")]
    [InlineData("free", "free!")]
    [InlineData("5", "5 €")]
    [InlineData("日本", "本日")]
    [InlineData("ใบแจ้ง", "แจ้งใบ")]
    public void Order_blanks_and_telling_signs_count(string one, string other) => Assert.NotEqual(Terms(one), Terms(other));

    [Theory]
    [InlineData("รายงานประชุม", "ประชุม")]
    [InlineData("អាកាសធាតុល្អ", "ធាតុ")]
    [InlineData("ဈေးသို့သွားပြီ", "သွား")]
    public void A_word_of_a_script_without_blanks_is_found_within_a_sentence(string sentence, string word) =>
        Assert.Empty(Terms(word).Except(Terms(sentence)));

    private static ulong[] Terms(string text)
    {
        var terms = new List<ulong>();
        TermReader.Read(text, terms);
        return [.. terms];
    }

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum();

    // Twenty words of four hundred, half of them from the half that belongs to the topic.
    private static string[] Topics(int rows, ulong seed)
    {
        var draws = new Pcg64(seed);
        return [.. Enumerable.Range(0, rows).Select(row =>
        {
            var text = new StringBuilder();
            for (int i = 0; i < 20; i++)
            {
                text.Append(Nouns[i % 2 == 0 ? draws.NextInt(400) : draws.NextInt(200) + (row % 2 * 200)]).Append(' ');
            }
            return text.ToString();
        })];
    }

    private static FeaturizedTable Featurize(params string?[] cells) => new MixedTableFeaturizer().Featurize(
        new Table("t", "t.csv", [new TableColumn("message", ColumnKind.Text, cells)], [.. Enumerable.Range(1, cells.Length)]));
}
