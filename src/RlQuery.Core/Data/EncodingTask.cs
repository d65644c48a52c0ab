namespace RlQuery.Core.Data;

/// <summary>An encoding that takes long.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Encoder">Name of the encoder.</param>
/// <param name="Total">Different cells of the column.</param>
/// <param name="Kept">How many of them need no work, since the cache has them.</param>
public sealed record EncodingTask(string Column, string Encoder, int Total, int Kept);
