namespace RlQuery.Studies.Advice;

/// <summary>Descriptors in standard deviations from their mean over measured tables.</summary>
internal sealed class DescriptorScale
{
    private readonly Descriptor[] _descriptors;
    private readonly double[] _means;
    private readonly double[] _deviations;

    /// <param name="names">Names of the descriptors.</param>
    /// <param name="tables">At least one table.</param>
    public DescriptorScale(IReadOnlyList<string> names, IReadOnlyList<TableDescriptors> tables)
    {
        _descriptors = [.. names.Select(Descriptor.Find)];
        double[][] known = [.. _descriptors.Select(descriptor => tables.Select(descriptor.Of).Where(double.IsFinite).DefaultIfEmpty(0).ToArray())];
        _means = Array.ConvertAll(known, values => values.Average());
        _deviations = [.. known.Zip(_means, (values, mean) => Math.Sqrt(values.Average(value => (value - mean) * (value - mean))))];
    }

    /// <summary>A table's descriptors; 0, the mean, where one is not known or all measured tables are alike in it.</summary>
    public double[] Of(TableDescriptors table) =>
        [.. _descriptors.Select((descriptor, i) => Standard((descriptor.Of(table) - _means[i]) / _deviations[i]))];

    private static double Standard(double value) => double.IsFinite(value) ? value : 0;
}
