namespace RlQuery.Core.Augmentation.Features;

/// <summary>The ways to make feature vectors.</summary>
internal static class FeatureMethods
{
    private static readonly IFeatureMethod[] All =
        [new PairFeatures("smote", nearestOnly: true), new CopulaFeatures(), new PairFeatures("mixup", nearestOnly: false), new CopyFeatures()];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(method => method.Name)];

    /// <summary>The method of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static IFeatureMethod Find(string name) => All.First(method => method.Name == name);
}
