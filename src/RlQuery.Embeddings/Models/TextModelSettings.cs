namespace RlQuery.Embeddings.Models;

/// <summary>What a model of texts needs beside its file.</summary>
/// <param name="Lowercase">Whether letters lose their case and their accents.</param>
/// <param name="Pooling">How the vectors of word pieces become one.</param>
/// <param name="Normalize">Whether each vector is scaled to length 1.</param>
/// <param name="Longest">Word pieces that are read of a text.</param>
/// <param name="Prefix">What is put before each text.</param>
internal sealed record TextModelSettings(bool Lowercase, Pooling Pooling, bool Normalize, int Longest, string Prefix = "");
