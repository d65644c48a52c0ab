using RlQuery.Core.Data;

namespace RlQuery.Embeddings.Tests;

public sealed class TextEncoderTests
{
    private static readonly string[] Sentences =
    [
        "The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium.", "tell me a joke", "move 50 dollars to my savings account",
        "what is the weather in berlin", "is it raining", "book a flight to oslo", "a", "Die Würde des Menschen ist unantastbar.",
    ];

    /// <summary>The values in the quick start of the Sentence Transformers documentation, of all-MiniLM-L6-v2.</summary>
    [Fact]
    public void MiniLM_gives_the_published_similarities()
    {
        float[][] vectors = Texts.Find("minilm").Encode(Texts.Table(Sentences[..3])).Rows;
        Assert.Equal(0.6660, Texts.Cosine(vectors[0], vectors[1]), 4);
        Assert.Equal(0.1046, Texts.Cosine(vectors[0], vectors[2]), 4);
        Assert.Equal(0.1411, Texts.Cosine(vectors[1], vectors[2]), 4);
    }

    /// <summary>The values in the model card of snowflake-arctic-embed-xs: a query with its prefix, and two documents.</summary>
    [Fact]
    public void Arctic_gives_the_published_similarities()
    {
        float[][] vectors = Texts.Find("arctic-xs").Encode(Texts.Table(
            "Represent this sentence for searching relevant passages: what is snowflake?", "The Data Cloud!", "Mexico City of Course!")).Rows;
        Assert.Equal(0.57515, Texts.Cosine(vectors[0], vectors[1]), 5);
        Assert.Equal(0.45799, Texts.Cosine(vectors[0], vectors[2]), 5);
    }

    [Theory]
    [InlineData("minilm")]
    [InlineData("arctic-xs")]
    public void A_text_has_the_same_vector_alone_and_among_others(string name)
    {
        IColumnEncoder encoder = Texts.Find(name);
        string[] many = [.. Sentences, .. Enumerable.Range(0, 40).Select(i => $"number {i} of many")];
        float[][] together = encoder.Encode(Texts.Table(many)).Rows;
        float[][] backwards = encoder.Encode(Texts.Table([.. many.Reverse()])).Rows;
        for (int i = 0; i < many.Length; i++)
        {
            Assert.Equal(encoder.Encode(Texts.Table(many[i])).Rows[0], together[i]);
            Assert.Equal(together[i], backwards[^(i + 1)]);
        }
    }

    [Fact]
    public void Vectors_have_length_one()
    {
        foreach (float[] vector in Texts.Find("minilm").Encode(Texts.Table(Sentences)).Rows)
        {
            Assert.Equal(384, vector.Length);
            Assert.Equal(1, vector.Sum(value => (double)value * value), 5);
        }
    }

    [Fact]
    public void Case_and_accents_make_no_difference()
    {
        float[][] vectors = Texts.Find("minilm").Encode(Texts.Table("a cafe in Zurich", "A CAFÉ in Zürich", "a cafe\u0301 in Zu\u0308rich")).Rows;
        Assert.Equal(vectors[0], vectors[1]);
        Assert.Equal(vectors[0], vectors[2]);
    }

    [Fact]
    public void A_missing_text_is_the_mean_of_the_others_and_marked()
    {
        IColumnEncoder encoder = Texts.Find("minilm");
        float[][] there = encoder.Encode(Texts.Table("one text", "another text")).Rows;
        EncodedColumn column = encoder.Encode(Texts.Table("one text", null, "another text"));
        Assert.Equal("message=missing", column.Names[^1]);
        Assert.Equal([0, 1, 0], column.Rows.Select(row => row[^1]));
        for (int i = 0; i < 384; i++)
        {
            Assert.Equal((there[0][i] + there[1][i]) / 2, column.Rows[1][i], 6);
        }
    }

    [Fact]
    public void A_column_without_any_text_gives_no_feature() => Assert.Empty(Texts.Find("minilm").Encode(Texts.Table(null, null)).Names);

    [Fact]
    public void Nonsense_has_finite_numbers()
    {
        string[] nonsense =
        [
            "", " ", "\u0001\u0002", "[SEP] [CLS]", "😀😀😀", "\ud800", new string('x', 5000), "ก็เพราะว่า", string.Concat(Enumerable.Repeat("ab ", 400_000)),
        ];
        EncodedColumn column = Texts.Find("minilm").Encode(Texts.Table(nonsense));
        Assert.All(column.Rows, row => Assert.All(row, value => Assert.True(float.IsFinite(value))));
        Assert.Contains("1 of 9 texts are longer than the 256 word pieces", Assert.Single(column.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_behind_the_longest_text_changes_nothing()
    {
        string beginning = string.Join(' ', Enumerable.Repeat("word", 254));
        float[][] vectors = Texts.Find("minilm").Encode(Texts.Table(beginning, beginning + " and more of it")).Rows;
        Assert.Equal(vectors[0], vectors[1]);
    }

    [Fact]
    public void Texts_in_another_script_do_not_fit_an_english_model()
    {
        IColumnEncoder encoder = Texts.Find("minilm");
        Assert.Null(encoder.Misfit(Texts.Table("plain English", "naïve café", null).Columns[0]));
        Assert.NotNull(encoder.Misfit(Texts.Table("ก็เพราะว่า", "สวัสดีครับ").Columns[0]));
        Assert.NotNull(encoder.Misfit(Texts.Table("Привет, мир", "one word").Columns[0]));
    }

    [Fact]
    public void Cancelling_ends_the_encoding() => Assert.Throws<OperationCanceledException>(() =>
        Texts.Find("minilm").Encode(Texts.Table(Sentences), new EncodingOptions { Cancellation = new CancellationToken(canceled: true) }));
}
