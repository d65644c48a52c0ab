namespace RlQuery.Core.Streams.Playing;

/// <summary>What came of a decision.</summary>
/// <param name="Reward">How much better the next item was predicted than by the reference, in [-1, 1].</param>
/// <param name="Terminated">Whether the stream ended.</param>
/// <param name="Truncated">Whether the episode was cut off.</param>
/// <param name="Asked">Whether the label was asked for: never where no budget was left.</param>
/// <param name="IsRight">Whether the next item was predicted rightly.</param>
public readonly record struct StreamStep(double Reward, bool Terminated, bool Truncated, bool Asked, bool IsRight);
