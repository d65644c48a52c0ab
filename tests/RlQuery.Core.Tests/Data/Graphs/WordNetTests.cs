using RlQuery.Core.Augmentation;
using RlQuery.Core.Augmentation.Methods;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data.Graphs;

/// <summary>WordNet's files, of which a few lines are written here, and its morphology.</summary>
public sealed class WordNetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Forms and lemmas of the manual page morphy(7WN), and of the documentation of NLTK's morphy.
    [Theory]
    [InlineData("axes", "axis")]
    [InlineData("geese", "goose")]
    [InlineData("dogs", "dog")]
    [InlineData("churches", "church")]
    [InlineData("boxesful", "boxful")]
    [InlineData("women", "woman")]
    [InlineData("lice", "louse")]
    [InlineData("aardwolves", "aardwolf")]
    [InlineData("abaci", "abacus")]
    [InlineData("glass", null)]
    [InlineData("credit cards", "credit card")]
    [InlineData("attorneys general", "attorney general")]
    public void Nouns_are_led_back_to_their_lemmas(string form, string? lemma) => AssertLemma(PartOfSpeech.Noun, form, lemma);

    [Theory]
    [InlineData("went", "go")]
    [InlineData("denied", "deny")]
    [InlineData("hoping", "hope")]
    [InlineData("asking for it", "ask for it")]
    [InlineData("looked up", "look up")]
    public void Verbs_are_led_back_to_their_lemmas(string form, string lemma) => AssertLemma(PartOfSpeech.Verb, form, lemma);

    [Theory]
    [InlineData("finer", "fine")]
    [InlineData("greatest", "great")]
    [InlineData("better", "good")]
    public void Adjectives_are_led_back_to_their_lemmas(string form, string lemma) => AssertLemma(PartOfSpeech.Adjective, form, lemma);

    [Fact]
    public void Synsets_are_related_by_their_pointers_and_words_have_their_most_frequent_sense()
    {
        WriteWordNet();
        var graph = KnowledgeGraph.Read(_folder.Path("."));
        Assert.Equal(5, graph.Count);
        Assert.Equal(2, graph.Relations);
        Assert.Equal("00000002-n", graph.NameOf(graph.Neighbours(graph.Find("00000001-n")!.Value)[0]));
        Assert.Equal("00000005-a", graph.NameOf(graph.Neighbours(graph.Find("00000003-v")!.Value)[0]));
        // Of a noun and a verb as frequent the noun, of two nouns the second; banked is the verb more often.
        Assert.Equal(["00000002-n"], Find(graph, "Banks"));
        Assert.Equal(["00000001-n"], Find(graph, "the bank rate"));
        Assert.Equal(["00000003-v"], Find(graph, "banked"));
        Assert.Contains("irregular forms", Assert.Single(graph.Notes), StringComparison.Ordinal);
        _folder.Write("noun.exc", "bankoj bank\n");
        graph = KnowledgeGraph.Read(_folder.Path("."));
        Assert.Empty(graph.Notes);
        Assert.Equal(["00000002-n"], Find(graph, "bankoj"));
    }

    [Fact]
    public void A_missing_file_and_a_broken_line_are_named()
    {
        WriteWordNet();
        _folder.Write("data.verb", "  1 licence\n00000003 30 v 01 bank 0 001 & 00000005\n");
        Assert.Contains("data.verb: line 2: not as in WordNet's files", Fault(), StringComparison.Ordinal);
        _folder.Write("data.verb", "00000003 30 v 01 bank 0 001 + 00000005 a 0101 | do\n");
        _folder.Write("index.sense", "bank%1:00:00:: 00000009 1 7\n");
        Assert.Contains("index.sense: line 1: not as in WordNet's files: there is no synset 00000009-n", Fault(), StringComparison.Ordinal);
        File.Delete(_folder.Path("data.adv"));
        Assert.Contains("data.adv is neither in it nor in a folder dict", Fault(), StringComparison.Ordinal);
    }

    private string Fault() => Assert.Single(Assert.Throws<InvalidInputException>(() => KnowledgeGraph.Read(_folder.Path("."))).Faults);

    [Fact]
    public void Synonyms_are_the_other_words_of_the_most_frequent_sense_of_a_lemma()
    {
        WriteWordNet();
        _folder.Write("index.sense", """
            bank%1:00:00:: 00000001 1 3
            bank%1:00:01:: 00000002 2 7
            depository%1:00:01:: 00000002 1 0
            banking_concern%1:00:01:: 00000002 1 0
            rate%1:00:00:: 00000001 1 0

            """);
        var words = Assert.IsType<WordNetWords>(KnowledgeGraph.Read(_folder.Path(".")).Words);
        Assert.Equal(["depository", "banking concern"], words.SynonymsOf("Bank"));
        Assert.Equal(["bank"], words.SynonymsOf("rate"));
        Assert.Empty(words.SynonymsOf("banks"));
        Assert.Empty(words.SynonymsOf("unknown"));
        var synonyms = new SynonymMethod(words);
        var table = new Table("t", "t.csv", [new TableColumn("text", ColumnKind.Text, ["the bank on the hill is old"])], [2]);
        Func<Pcg64, MadeCells?> make = synonyms.Begin(new ClassRows(table, new FeatureMatrix([0], 1, 1), [0]));
        var random = new Pcg64(1);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Contains(
            make(random)!.Cells[0], (string[])["the depository on the hill is old", "the banking concern on the hill is old"]));
    }

    private void WriteWordNet()
    {
        _folder.Write("data.noun", """
              1 licence
            00000001 21 n 01 bank_rate 0 001 @ 00000002 n 0000 | x
            00000002 14 n 01 bank 0 001 ~ 00000001 n 0000 | a | b

            """);
        _folder.Write("data.verb", "00000003 30 v 01 bank 0 001 + 00000005 a 0101 | do\n");
        _folder.Write("data.adv", "00000004 02 r 01 now 0 000 | x\n");
        _folder.Write("data.adj", "00000005 00 s 01 banked 0 000 | x\n");
        _folder.Write("index.sense", """
            bank%1:00:00:: 00000001 1 3
            bank%1:00:01:: 00000002 2 7
            bank%2:00:00:: 00000003 1 7
            bank_rate%1:00:00:: 00000001 1 0
            banked%5:00:00:fine:00 00000005 1 0

            """);
    }

    private static void AssertLemma(PartOfSpeech part, string form, string? lemma)
    {
        string[] known =
        [
            "axis", "goose", "dog", "church", "boxful", "woman", "louse", "aardwolf", "abacus", "credit card", "credit", "card", "attorney general", "attorney",
            "general", "go", "deny", "hope", "hop", "ask for it", "ask", "look up", "look", "fine", "great", "good",
        ];
        var exceptions = new Dictionary<(PartOfSpeech, string), string[]>
        {
            [(PartOfSpeech.Noun, "axes")] = ["ax", "axis"],
            [(PartOfSpeech.Noun, "geese")] = ["goose"],
            [(PartOfSpeech.Noun, "lice")] = ["louse"],
            [(PartOfSpeech.Noun, "aardwolves")] = ["aardwolf"],
            [(PartOfSpeech.Noun, "abaci")] = ["abacus"],
            [(PartOfSpeech.Verb, "went")] = ["go"],
            [(PartOfSpeech.Verb, "denied")] = ["deny"],
            [(PartOfSpeech.Adjective, "better")] = ["good", "well"],
        };
        Assert.Equal(lemma, new Morphy((_, phrase) => known.Contains(phrase), exceptions).Lemma(part, form.Split(' ')));
    }

    private static string[] Find(KnowledgeGraph graph, string text) => [.. EntityText.Entities(text, graph.Words).Select(graph.NameOf)];
}
