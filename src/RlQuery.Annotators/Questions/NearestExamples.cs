using RlQuery.Core.Data;

namespace RlQuery.Annotators.Questions;

/// <summary>Labelled rows that are shown with a row: the nearest ones in the space of standardised features, as many of each class as can be.</summary>
/// <remarks>
/// Source: J. Liu et al., "What Makes Good In-Context Examples for GPT-3?" (2022), section 3: the nearest neighbours of the question. That there are as many of
/// each class, and that the nearest stands last, next to the row, is ours.
/// </remarks>
internal sealed class NearestExamples
{
    private readonly int[][] _byClass;
    private readonly float[] _values;
    private readonly int _width;
    private readonly int _count;

    /// <param name="data">All rows.</param>
    /// <param name="byClass">Rows that may be shown, by class.</param>
    /// <param name="count">How many are shown; at least 1.</param>
    public NearestExamples(Dataset data, int[][] byClass, int count)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        (_byClass, _count, _width) = (byClass, count, data.Features);
        _values = Standardizer.Fit(data, rows).Transform(data, rows);
    }

    /// <summary>The examples of a row, the nearest last; fewer where there are not as many.</summary>
    /// <param name="row">The row, which is none of them.</param>
    public int[] Of(int row)
    {
        // Of each class the nearest, then of each the second, and so on; within a round the nearer first, of equally near ones the lower row.
        var ranked = new List<(int Round, double Distance, int Row)>();
        foreach (int[] same in _byClass)
        {
            ranked.AddRange(same.Where(other => other != row).Select(other => (Distance: Distance(row, other), Row: other)).Order().Take(_count)
                .Select((near, round) => (round, near.Distance, near.Row)));
        }
        return [.. ranked.Order().Take(_count).OrderByDescending(near => near.Distance).ThenByDescending(near => near.Row).Select(near => near.Row)];
    }

    // In one order on every processor: the prompts, and so the keys of the record, depend on it.
    private double Distance(int a, int b)
    {
        ReadOnlySpan<float> first = _values.AsSpan(a * _width, _width);
        ReadOnlySpan<float> second = _values.AsSpan(b * _width, _width);
        double sum = 0;
        for (int j = 0; j < first.Length; j++)
        {
            double difference = first[j] - second[j];
            sum += difference * difference;
        }
        return sum;
    }
}
