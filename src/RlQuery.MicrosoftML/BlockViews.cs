using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Which features of a table belong together: those of each encoder of a column of texts or images, and all others.</summary>
internal static class BlockViews
{
    private const string Others = "numbers and categories";

    /// <summary>The views; none where there would be one.</summary>
    /// <param name="blocks">The encoded columns, in their order; those of several encoders of a column one by one.</param>
    /// <param name="weights">The weight of each feature; null where all are 1.</param>
    public static IReadOnlyList<FeatureView> Of(IReadOnlyList<EncodedColumn> blocks, float[]? weights)
    {
        var views = new List<FeatureView>();
        var others = new List<int>();
        int first = 0;
        foreach (EncodedColumn block in blocks.Where(block => block.Names.Length > 0))
        {
            int[] columns = [.. Enumerable.Range(first, block.Names.Length)];
            first += columns.Length;
            if (block.Encoder is { } encoder)
            {
                views.Add(new FeatureView($"{encoder.Column} {encoder.Name}", columns) { Scale = 1 / (weights?[columns[0]] ?? 1) });
            }
            else
            {
                others.AddRange(columns);
            }
        }
        if (others.Count > 0)
        {
            views.Add(new FeatureView(Others, others));
        }
        return views.Count > 1 ? views : [];
    }
}
