namespace RlQuery.Torch.Sequences;

/// <summary>An answer that the search found.</summary>
/// <param name="Entries">Its entries, without <see cref="SequenceVocabulary.End"/>.</param>
/// <param name="Score">Its log-probability, that of the end with it, divided by the number of entries and the end; in nats, at most 0.</param>
internal sealed record Hypothesis(int[] Entries, double Score);
