using RlQuery.Core.Data.Text;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data.Text;

public sealed class BytePairsTests
{
    // The dictionary of the paper: low 5, lower 2, newest 6, widest 3. It joins e s, then es t; its end of the word is no part of these pieces.
    private static readonly (string Text, int Count)[] Paper = [("low", 5), ("lower", 2), ("newest", 6), ("widest", 3)];

    [Fact]
    public void Joins_are_those_of_the_paper()
    {
        BytePairs pairs = BytePairs.Learn(Paper, 4);
        string[] names = [.. Enumerable.Range(0, pairs.Count).Select(pairs.NameOf)];
        Assert.Equal(["es", "est", "lo", "low"], names[^4..]);
    }

    [Fact]
    public void A_word_that_was_not_seen_is_made_of_known_parts()
    {
        BytePairs pairs = BytePairs.Learn(Paper, 4);
        Assert.Equal(["low", "est"], pairs.Encode("lowest").Select(pairs.NameOf));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("lowest  low\n\tnew 12.50")]
    [InlineData("Straße 7 – naïve Größe")]
    [InlineData("日本語 \U0001F600\U0001F600!")]
    public void A_text_decodes_to_itself(string text)
    {
        BytePairs pairs = BytePairs.Learn(Paper, 10);
        Assert.Equal(text, pairs.Decode(pairs.Encode(text)));
    }

    [Fact]
    public void Any_text_decodes_to_itself_and_its_pieces_are_the_text()
    {
        var generator = new Pcg64(1);
        BytePairs pairs = BytePairs.Learn(Paper, 10);
        string[] signs = ["e", "s", "t", "es", " ", "  ", "\n", "7", ".", "ß", "é", "語", "\U0001F600", "̈", "\0"];
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, 12).Select(_ => signs[generator.NextInt(signs.Length)]));
            Assert.Equal(text, pairs.Decode(pairs.Encode(text)));
            Assert.Equal(text, string.Concat(TextPieces.Of(text)));
        }
    }

    [Fact]
    public void The_order_of_the_texts_does_not_count()
    {
        BytePairs one = BytePairs.Learn(Paper, 20);
        BytePairs other = BytePairs.Learn(Paper.Reverse(), 20);
        Assert.Equal(Enumerable.Range(0, one.Count).Select(one.NameOf), Enumerable.Range(0, other.Count).Select(other.NameOf));
    }

    [Fact]
    public void Pairs_as_frequent_as_each_other_are_joined_in_their_order()
    {
        BytePairs pairs = BytePairs.Learn([("cd", 3), ("ab", 3), ("ac", 3)], 3);
        Assert.Equal(["ab", "ac", "cd"], Enumerable.Range(0, pairs.Count).Select(pairs.NameOf).TakeLast(3));
    }

    [Fact]
    public void Frequent_texts_take_fewer_tokens_the_more_is_joined()
    {
        string[] texts = ["a man in a blue shirt", "a man in a red hat", "two men in blue hats"];
        int[] lengths = [.. new[] { 0, 5, 20, 100 }.Select(joins => BytePairs.Learn(texts.Select(text => (text, 1)), joins).Encode(texts[0]).Length)];
        Assert.Equal(lengths.OrderDescending(), lengths);
        Assert.Equal(texts[0].Length, lengths[0]);
        // Five whole words, and the six characters of one that was seen once.
        Assert.Equal(11, lengths[3]);
    }

    [Fact]
    public void Nothing_learned_leaves_bytes()
    {
        BytePairs pairs = BytePairs.Learn([], 10);
        Assert.Equal(BytePairs.Bytes, pairs.Count);
        Assert.Equal([0xC3, 0xA4], pairs.Encode("ä"));
    }

    [Theory]
    [InlineData("a man, 12 cats", "a| man|,| 1|2| cats")]
    [InlineData("a  man", "a| | man")]
    [InlineData("one\ntwo", "one|\n|two")]
    public void Pieces_are_words_digits_and_marks(string text, string pieces) => Assert.Equal(pieces, string.Join('|', TextPieces.Of(text)));
}
