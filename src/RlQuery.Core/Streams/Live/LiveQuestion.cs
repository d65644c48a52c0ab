namespace RlQuery.Core.Streams.Live;

/// <summary>An item that was asked for, whose label is not there yet.</summary>
/// <param name="Number">Number of the item in the stream.</param>
/// <param name="Features">Its features.</param>
/// <param name="Predicted">What was predicted when it came.</param>
internal sealed record LiveQuestion(long Number, float[] Features, int Predicted);
