namespace RlQuery.Core.Data;

/// <summary>A data set in two parts, with features standardised on the pool.</summary>
/// <param name="Split">Which rows are in which part.</param>
/// <param name="PoolFeatures">Features of the pool [pool x features].</param>
/// <param name="TestFeatures">Features of the test rows [test x features].</param>
internal sealed record StandardizedSplit(PoolTestSplit Split, FeatureMatrix PoolFeatures, FeatureMatrix TestFeatures)
{
    /// <summary>Splits and standardises a data set.</summary>
    /// <param name="data">A set in which every row has a target.</param>
    /// <param name="options">Share and cap of the pool.</param>
    /// <param name="seed">Any value.</param>
    public static StandardizedSplit Create(Dataset data, SplitOptions options, ulong seed)
    {
        PoolTestSplit split = PoolTestSplit.Create(data, options, seed);
        var standardizer = Standardizer.Fit(data, split.PoolRows);
        FeatureMatrix Part(int[] rows) => new(standardizer.Transform(data, rows), rows.Length, data.Features)
        {
            Texts = data.SourcesOf(rows),
            Addresses = data.Addresses?.Among(rows),
        };
        return new StandardizedSplit(split, Part(split.PoolRows), Part(split.TestRows));
    }
}
