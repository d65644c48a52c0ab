using System.Globalization;

namespace RlQuery.Core.Augmentation.Features;

/// <summary>How a learner is fitted to made feature vectors beside the labelled rows.</summary>
public sealed record FeatureAugmentation
{
    /// <summary>How vectors are made: <c>smote</c>, <c>copula</c>, <c>mixup</c>, or <c>copies</c> of labelled rows as a control.</summary>
    /// <value>Default: <c>smote</c>.</value>
    public string Method { get; init; } = "smote";

    /// <summary>Real and made rows of each class that has two or more labels; classes with more labels are left as they are.</summary>
    /// <value>2..10000. Default: null, as many as the class with the most labels has.</value>
    public int? PerClass { get; init; }

    /// <summary>Weight of a made row, where that of a labelled one is 1.</summary>
    /// <value>More than 0, at most 1. Default: 1.</value>
    public double Weight { get; init; } = 1;

    /// <summary>Rows that are made for each one that is used: the best by a panel of learners, which is fitted to the labelled rows alone.</summary>
    /// <value>1..10. Default: 1, all are used.</value>
    public int Made { get; init; } = 1;

    /// <summary>What is not allowed, a line each.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!FeatureMethods.Names.Contains(Method))
        {
            yield return $"method: {MessageText.Quote(Method)} is unknown; use {string.Join(", ", FeatureMethods.Names)}";
        }
        if (PerClass is < 2 or > 10_000)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"perClass: {PerClass} is not allowed; use 2..10000");
        }
        if (Made is < 1 or > 10)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"made: {Made} is not allowed; use 1..10");
        }
        if (!(Weight > 0 && Weight <= 1))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"weight: {Weight} is not allowed; use more than 0, at most 1");
        }
    }
}
