namespace RlQuery.Core.Streams;

/// <summary>What a strategy knows of a stream before its first item.</summary>
/// <param name="Features">Features of an item.</param>
/// <param name="Classes">Number of classes, at least 2.</param>
/// <param name="Rate">Share of the items whose label may be asked for, more than 0 and at most 1.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
public sealed record StreamSetting(int Features, int Classes, double Rate, ulong Seed);
