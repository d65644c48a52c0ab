using RlQuery.Core.Data;

namespace RlQuery.Studies.Advice;

/// <summary>What a table shows before a label is spent.</summary>
public sealed record TableDescriptors
{
    /// <summary>Number of rows, labelled or not.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of features once texts, images, dates and categories are numbers.</summary>
    public required int Features { get; init; }

    /// <summary>Number of classes, at least 2.</summary>
    public required int Classes { get; init; }

    /// <summary>
    /// How many directions the rows spread in: the participation ratio of the spectrum of the standardised features. In [0, <see cref="Features"/>].
    /// </summary>
    /// <value>Default: null; not known.</value>
    public double? EffectiveDimensions { get; init; }

    /// <summary>Share of the features that have at most two values, as those of categories do. In [0, 1].</summary>
    public required double TwoValued { get; init; }

    /// <summary>Whether an encoder made numbers of texts or images in it.</summary>
    public required bool Embedded { get; init; }

    /// <summary>Entropy of the classes of the labelled rows over that of equal shares. In [0, 1].</summary>
    /// <value>Default: null; no row has a label.</value>
    public double? Balance { get; init; }

    /// <summary>Describes a table.</summary>
    /// <param name="data">Its features, and the labels that there are.</param>
    /// <param name="classes">Number of classes that labels may name, at least 2.</param>
    public static TableDescriptors Of(Dataset data, int classes) => new()
    {
        Rows = data.Rows,
        Features = data.Features,
        Classes = classes,
        EffectiveDimensions = Rounded(Advice.EffectiveDimensions.Of(data)),
        TwoValued = Rounded(TwoValuedShare(data)),
        Embedded = data.Encoders.Count > 0,
        Balance = BalanceOf(data, classes) is { } balance ? Rounded(balance) : null,
    };

    // The last bits of a sum depend on the processor.
    private static double Rounded(double value) => Math.Round(value, 4);

    private static double TwoValuedShare(Dataset data)
    {
        int found = 0;
        for (int feature = 0; feature < data.Features; feature++)
        {
            float first = data.Row(0)[feature];
            float second = first;
            bool isTwoValued = true;
            for (int row = 1; row < data.Rows && isTwoValued; row++)
            {
                float value = data.Row(row)[feature];
                second = second == first ? value : second;
                isTwoValued = value == first || value == second;
            }
            found += isTwoValued ? 1 : 0;
        }
        return (double)found / Math.Max(1, data.Features);
    }

    private static double? BalanceOf(Dataset data, int classes)
    {
        int[] counts = [.. data.Labels.Where(label => label != Dataset.Unlabelled).GroupBy(label => label).Select(same => same.Count())];
        double all = counts.Sum();
        return counts.Length == 0 ? null : -counts.Sum(count => count / all * Math.Log(count / all)) / Math.Log(classes);
    }
}
