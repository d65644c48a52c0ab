using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML.Tests;

public sealed class BlockWeightsTests
{
    [Fact]
    public void Columns_without_embeddings_count_as_they_always_did() => Assert.Null(BlockWeights.Of([Block(3), Block(64), EncodedColumn.Empty]));

    [Fact]
    public void An_embedding_that_is_alone_keeps_its_scale() => Assert.Null(BlockWeights.Of([EncodedColumn.Empty, Block(384, isEmbedding: true)]));

    [Theory]
    [InlineData(3, 384, 19)]
    [InlineData(9, 512, 25)]
    [InlineData(60, 32, 32)]
    public void An_embedding_has_the_variance_of_sixteen_numbers_and_of_those_beside_it(int others, int dimensions, double variance)
    {
        float[] weights = BlockWeights.Of([Block(others), Block(dimensions, isEmbedding: true)])!;
        Assert.All(weights[..others], weight => Assert.Equal(1, weight));
        Assert.Equal(variance, weights[others..].Sum(weight => (double)weight * weight), 3);
    }

    [Fact]
    public void Two_embeddings_alone_count_the_same()
    {
        float[] weights = BlockWeights.Of([Block(384, isEmbedding: true), Block(512, isEmbedding: true)])!;
        Assert.Equal(weights[..384].Sum(weight => (double)weight * weight), weights[384..].Sum(weight => (double)weight * weight), 3);
    }

    private static EncodedColumn Block(int features, bool isEmbedding = false) =>
        new([.. Enumerable.Range(0, features).Select(i => $"x{i}")], [new float[features]]) { IsEmbedding = isEmbedding };
}
