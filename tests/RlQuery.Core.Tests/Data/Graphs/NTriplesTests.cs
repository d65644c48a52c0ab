using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Tests.Data.Graphs;

/// <summary>N-Triples by the grammar of RDF 1.1 N-Triples (W3C, 2014).</summary>
public sealed class NTriplesTests
{
    [Theory]
    [InlineData("<http://a.example/s> <http://a.example/p> <http://a.example/o> .", "http://a.example/s|http://a.example/p|http://a.example/o")]
    [InlineData("<http://a.example/s> <http://a.example/p> \"text\" .", "http://a.example/s|http://a.example/p|'text'")]
    [InlineData("<http://a.example/s><http://a.example/p><http://a.example/o>.", "http://a.example/s|http://a.example/p|http://a.example/o")]
    [InlineData("\t <urn:s>\t<urn:p> \"a\\tb\\n\\\"c\\\" \\\\ \\'d\\'\" . # why", "urn:s|urn:p|'a\tb\n\"c\" \\ 'd''")]
    [InlineData("_:a.b-1 <urn:p> _:0.", "_:a.b-1|urn:p|_:0")]
    [InlineData("_:subject1 <http://an.example/predicate1> \"object1\" .", "_:subject1|http://an.example/predicate1|'object1'")]
    [InlineData("<urn:s> <urn:p> \"Hund\"@de-CH-1996 .", "urn:s|urn:p|'Hund'")]
    [InlineData("<urn:s> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .", "urn:s|urn:p|'1'")]
    [InlineData("<http://a.example/\\u00E9\\U0001F600> <urn:p> \"\\u00e9\\U0001F600\" .", "http://a.example/é😀|urn:p|'é😀'")]
    [InlineData("<urn:s> <urn:p> \"# no comment . <urn:x>\" .", "urn:s|urn:p|'# no comment . <urn:x>'")]
    [InlineData("# a comment alone", "")]
    [InlineData("  ", "")]
    public void A_line_of_the_grammar_is_read(string line, string expected)
    {
        Assert.Null(NTriples.TryRead(line, out Triple triple));
        string read = triple.IsNone ? "" : $"{triple.Subject}|{triple.Relation}|{(triple.IsLiteral ? $"'{triple.Object}'" : triple.Object)}";
        Assert.Equal(expected, read);
    }

    [Theory]
    [InlineData("<urn:s> <urn:p> <urn:o>", "full stop")]
    [InlineData("<urn:s> <urn:p> <urn:o> . <urn:x>", "only a comment")]
    [InlineData("<urn:s> <urn:p> .", "object")]
    [InlineData("\"text\" <urn:p> <urn:o> .", "subject")]
    [InlineData("<urn:s> _:p <urn:o> .", "relation")]
    [InlineData("<urn:s> \"p\" <urn:o> .", "relation")]
    [InlineData("<s> <urn:p> <urn:o> .", "relative")]
    [InlineData("<urn:s> <p/q:r> <urn:o> .", "relative")]
    [InlineData("<urn:a b> <urn:p> <urn:o> .", "column 7")]
    [InlineData("<urn:a{b> <urn:p> <urn:o> .", "{ must not")]
    [InlineData("<urn:a\\nb> <urn:p> <urn:o> .", "must not")]
    [InlineData("<urn:s> <urn:p> \"open .", "no end")]
    [InlineData("<urn:s <urn:p> <urn:o> .", "must not")]
    [InlineData("<urn:s> <urn:p> \"\\a\" .", "escape")]
    [InlineData("<urn:s> <urn:p> \"\\u00G0\" .", "hexadecimal")]
    [InlineData("<urn:s> <urn:p> \"\\uD800\" .", "hexadecimal")]
    [InlineData("<urn:s> <urn:p> \"\\U00110000\" .", "hexadecimal")]
    [InlineData("<urn:s> <urn:p> \"a\"@1 .", "language")]
    [InlineData("<urn:s> <urn:p> \"a\"@en- .", "language")]
    [InlineData("<urn:s> <urn:p> \"a\"^^integer .", "type")]
    [InlineData("<urn:s> <urn:p> 1 .", "object")]
    [InlineData("_: <urn:p> <urn:o> .", "blank node")]
    public void A_line_outside_the_grammar_has_a_fault_that_says_what_is_needed(string line, string words) =>
        Assert.Contains(words, NTriples.TryRead(line, out _), StringComparison.Ordinal);
}
