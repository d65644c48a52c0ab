namespace RlQuery.Core.Data.Graphs;

/// <summary>WordNet's parts of speech, in the order in which it lists them.</summary>
internal enum PartOfSpeech
{
    Noun,
    Verb,
    Adjective,
    Adverb,
}
