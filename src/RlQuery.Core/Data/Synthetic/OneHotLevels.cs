using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>
/// Cuts each feature into two to eight levels of uneven size and gives each level a column of 0 and 1: wide, sparse tables such as those from one-hot encoding.
/// </summary>
internal sealed class OneHotLevels(ISyntheticTask inner) : ISyntheticTask
{
    private const int MostFeatures = 160;

    public string Name => $"{inner.Name}+one-hot";

    public string Description => $"{inner.Description}, with features cut into levels, a column of 0 and 1 each";

    public Dataset Generate(ulong seed) => Cut(Sample.From(inner.Generate(seed)), new Pcg64(seed, $"synthetic/{Name}")).ToDataset(Name, seed);

    /// <summary>Cuts the features of a sample; features beyond the 160th column are left out.</summary>
    internal static Sample Cut(Sample sample, Pcg64 generator)
    {
        int most = generator.Between(2, 8);
        var columns = new List<float[]>();
        for (int j = 0; j < sample.Features && columns.Count < MostFeatures; j++)
        {
            float[] feature = [.. Enumerable.Range(0, sample.Rows).Select(i => sample.Values[(i * sample.Features) + j])];
            // Drawn from the rows, so that some levels are rare.
            float[] cuts = [.. Enumerable.Range(0, most - 1).Select(_ => feature[generator.NextInt(feature.Length)]).Distinct().Order()];
            for (int level = 0; level <= cuts.Length; level++)
            {
                float[] column = [.. feature.Select(value => cuts.Count(cut => value >= cut) == level ? 1f : 0f)];
                if (column.Contains(1) && column.Contains(0))
                {
                    columns.Add(column);
                }
            }
        }
        return columns.Count < 2 ? sample : sample.WithColumns(columns);
    }
}
