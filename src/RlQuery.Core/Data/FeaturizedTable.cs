using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Data;

/// <summary>A table made numeric.</summary>
/// <param name="FeatureNames">A name for each feature, such as <c>age</c> or <c>colour=red</c>.</param>
/// <param name="Values">Finite, row-major [rows x features].</param>
public sealed record FeaturizedTable(string[] FeatureNames, float[] Values)
{
    /// <summary>What a person should know of how cells became numbers, a line each.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The encoders of texts and images that made it.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<UsedEncoder> Encoders { get; init; } = [];

    /// <summary>What each feature is multiplied by once it is standardised; see <see cref="Dataset.Weights"/>.</summary>
    /// <value>Default: null; all count the same.</value>
    public float[]? Weights { get; init; }

    /// <summary>Which features belong together; see <see cref="Dataset.Views"/>.</summary>
    /// <value>Default: none; all features are one view.</value>
    public IReadOnlyList<FeatureView> Views { get; init; } = [];

    /// <summary>The entities of a graph that its rows speak of.</summary>
    /// <value>Default: null; there is no graph.</value>
    public EntityLinks? Links { get; init; }
}
