using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML.Tests;

public sealed class JoinedEncodersTests
{
    private static readonly string?[] Texts = ["the cat sat", "a dog ran far", null, "the dog sat", "a cat ran far"];

    private static readonly ColumnEncoders Known = new()
    {
        Find = name => name switch
        {
            "n-grams" => new NGramEncoder(),
            "length" => new LengthEncoder(),
            "pixels" => new PixelEncoder(),
            _ => throw new InvalidInputException($"encoder: '{name}' is unknown"),
        },
    };

    [Fact]
    public void Each_encoder_of_a_column_is_a_view_and_other_columns_are_one_more()
    {
        FeaturizedTable made = new MixedTableFeaturizer(Known.With(["length+n-grams"])).Featurize(TableOf(null));
        Assert.Equal(["message length", "message n-grams", "numbers and categories"], made.Views.Select(view => view.Name));
        string[][] names = [.. made.Views.Select(view => view.Columns.Select(column => made.FeatureNames[column]).ToArray())];
        Assert.Equal(["message length#0", "message length#1"], names[0]);
        Assert.StartsWith("message n-grams#0", names[1][0], StringComparison.Ordinal);
        Assert.Equal("message n-grams=missing", names[1][^1]);
        Assert.Equal(["age", "colour=red"], names[2]);
        Assert.Equal(made.FeatureNames.Length, made.Views.SelectMany(view => view.Columns).Distinct().Count());
        Assert.Equal(made.FeatureNames.Length, made.FeatureNames.Distinct().Count());
    }

    [Fact]
    public void A_view_has_the_features_that_its_encoder_makes_alone()
    {
        FeaturizedTable both = new MixedTableFeaturizer(Known.With(["length+n-grams"])).Featurize(TableOf(null));
        foreach ((string encoder, int view) in new[] { ("length", 0), ("n-grams", 1) })
        {
            FeaturizedTable alone = new MixedTableFeaturizer(Known.With([encoder])).Featurize(TableOf(null));
            FeatureView own = alone.Views[0];
            for (int row = 0; row < Texts.Length; row++)
            {
                Assert.Equal(
                    own.Columns.Select(column => alone.Values[(row * alone.FeatureNames.Length) + column]),
                    both.Views[view].Columns.Select(column => both.Values[(row * both.FeatureNames.Length) + column]));
            }
        }
    }

    [Fact]
    public void The_scale_of_a_view_undoes_the_weight_of_its_embedding()
    {
        FeaturizedTable made = new MixedTableFeaturizer(Known.With(["length+n-grams"])).Featurize(TableOf(null));
        Assert.All(made.Views, view => Assert.All(view.Columns, column => Assert.Equal(1f, view.Scale * (made.Weights?[column] ?? 1), 1e-6f)));
    }

    [Fact]
    public void A_schema_names_them_too() => Assert.Equal(
        new MixedTableFeaturizer(Known.With(["length+n-grams"])).Featurize(TableOf(null)).Values,
        new MixedTableFeaturizer(Known).Featurize(TableOf("length+n-grams")).Values);

    [Fact]
    public void Numbers_and_categories_alone_are_a_single_view() =>
        Assert.Empty(new MixedTableFeaturizer().Featurize(TableOf(null) with { Columns = [.. TableOf(null).Columns.Skip(1)] }).Views);

    [Theory]
    [InlineData("length+pixels", "length is for columns of kind text, and pixels for image")]
    [InlineData("length+length", "length is named twice")]
    [InlineData("length+other", "'other' is unknown")]
    public void What_cannot_be_joined_is_refused(string name, string fault) =>
        Assert.Contains(fault, Assert.Throws<InvalidInputException>(() => Known.With([name])).Message, StringComparison.Ordinal);

    private static Table TableOf(string? encoder) => new(
        "test", "test.csv",
        [
            new TableColumn("message", ColumnKind.Text, Texts) { Encoder = encoder },
            new TableColumn("age", ColumnKind.Numeric, ["1", "2", "3", "4", "5"]),
            new TableColumn("colour", ColumnKind.Categorical, ["red", "blue", "red", "red", "blue"]),
        ],
        [2, 3, 4, 5, 6]);

    /// <summary>An embedding of two numbers, which a missing text has as well.</summary>
    private sealed class LengthEncoder : IColumnEncoder
    {
        public string Name => "length";

        public string Description => "how long a text is";

        public ColumnKind Kind => ColumnKind.Text;

        public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options) => new(
            [$"{column.Name}#0", $"{column.Name}#1"], [.. column.Cells.Select(cell => new float[] { cell?.Length ?? 0, cell is null ? 1 : 0 })])
        {
            IsEmbedding = true,
        };
    }
}
