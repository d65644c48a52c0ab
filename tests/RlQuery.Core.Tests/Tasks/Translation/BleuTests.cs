using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Tests.Tasks.Translation;

public sealed class BleuTests
{
    [Theory]
    [MemberData(nameof(Translations.Cases), MemberType = typeof(Translations))]
    public void It_is_that_of_sacreBLEU(int index) =>
        Assert.Equal(Translations.All[index].Bleu, Bleu.OfCorpus(Translations.All[index].Said, Translations.All[index].References), 1e-9);

    [Fact]
    public void A_translation_without_fault_has_100() =>
        Assert.Equal(100, Bleu.OfCorpus(["a b c d e", "f"], ["a b c d e", "f"]), 1e-9);

    [Fact]
    public void No_match_at_all_has_0() => Assert.Equal(0, Bleu.OfCorpus(["this is a cat"], ["okay thanks"]));

    [Fact]
    public void Nothing_said_has_0() => Assert.Equal(0, Bleu.OfCorpus(["", ""], ["okay thanks", "yes"]));

    [Fact]
    public void A_corpus_that_is_too_short_is_worth_less()
    {
        string[] reference = ["one two three four five six seven eight"];
        double half = Bleu.OfCorpus(["one two three four"], reference);
        Assert.Equal(100 * Math.Exp(1 - (8.0 / 4)), half, 1e-9);
    }

    [Fact]
    public void The_order_of_the_sentences_does_not_count()
    {
        (string[] said, string[] references, double bleu, _, _) = Translations.All[0];
        Assert.Equal(bleu, Bleu.OfCorpus([.. said.Reverse()], [.. references.Reverse()]), 1e-9);
    }

    [Fact]
    public void As_many_references_as_hypotheses_are_needed() =>
        Assert.Contains("1 references for 2 hypotheses", Assert.Throws<ArgumentException>(() => Bleu.OfCorpus(["a", "b"], ["a"])).Message);

    [Theory]
    [InlineData("He paid $1,000.50 (about 3-4 &quot;pounds&quot;), i.e. 20% & more…", "He paid $ 1,000.50 ( about 3 - 4 \" pounds \" ) , i . e . 20 % & more…")]
    [InlineData("It wasn't surprising.", "It wasn't surprising .")]
    [InlineData("a.b,c 1.b a.1 .. ,5", "a . b , c 1 . b a . 1 . . , 5")]
    [InlineData("x-y 5-y", "x-y 5 - y")]
    [InlineData("«Hi»: [a]{b}~c", "«Hi» : [ a ] { b } ~ c")]
    public void Tokens_are_those_of_sacreBLEU(string text, string tokens) => Assert.Equal(tokens, string.Join(' ', EvaluationTokens.Of(text)));
}
