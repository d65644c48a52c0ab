namespace RlQuery.Core.Data;

/// <summary>A table made numeric.</summary>
/// <param name="FeatureNames">A name for each feature, such as <c>age</c> or <c>colour=red</c>.</param>
/// <param name="Values">Finite, row-major [rows x features].</param>
public sealed record FeaturizedTable(string[] FeatureNames, float[] Values);
