using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Tests.Tasks.Translation;

public sealed class ChrFTests
{
    [Theory]
    [MemberData(nameof(Translations.Cases), MemberType = typeof(Translations))]
    public void It_is_that_of_sacreBLEU_without_words_and_with_them(int index)
    {
        (string[] said, string[] references, _, double characters, double words) = Translations.All[index];
        Assert.Equal(characters, ChrF.OfCorpus(said, references), 1e-9);
        Assert.Equal(words, ChrF.OfCorpus(said, references, words: true), 1e-9);
    }

    // Sentences of sacreBLEU's own tests, scored by its default: those tests take the mean of the F-scores of the lengths, which differs in the fourth digit.
    [Theory]
    [InlineData(
        "Co nás nejvíc trápí, protože lékaři si vybírají, kdo bude žít a kdo zemře.",
        "Nejvíce smutní jsme z toho, že musíme rozhodovat o tom, kdo bude žít a kdo zemře.",
        39.14081690)]
    [InlineData(
        "Nebo prostě nemají vybavení, které by jim pomohlo, uvedli lékaři.",
        "A někdy nemáme ani potřebný materiál, abychom jim pomohli, popsali lékaři.",
        31.22564147)]
    [InlineData(
        "Lapali po dechu, jejich životy skončily dřív, než skutečně začaly.",
        "Lapali po dechu a pak jejich život skončil - dřív, než skutečně mohl začít, připomněli.",
        57.15742751)]
    public void Sentences_have_the_scores_of_sacreBLEU(string said, string reference, double score) =>
        Assert.Equal(score, ChrF.OfSentence(said, reference), 1e-6);

    [Theory]
    [InlineData("a", "a", 100)]
    [InlineData("", "reference", 0)]
    [InlineData("a b c", "abc", 100)]
    [InlineData("aa", "ab", 25)]
    [InlineData("abcdefg", "hijklmnop", 0)]
    public void Short_texts_count_by_the_lengths_that_they_have(string said, string reference, double score) =>
        Assert.Equal(score, ChrF.OfSentence(said, reference), 1e-9);

    [Fact]
    public void What_is_missing_costs_more_than_what_is_too_much()
    {
        const string Short = "a brown dog runs";
        const string Long = "a brown dog runs through high grass";
        Assert.True(ChrF.OfSentence(Long, Short) > ChrF.OfSentence(Short, Long));
    }

    [Fact]
    public void As_many_references_as_hypotheses_are_needed() =>
        Assert.Contains("1 references for 2 hypotheses", Assert.Throws<ArgumentException>(() => ChrF.OfCorpus(["a", "b"], ["a"])).Message);
}
