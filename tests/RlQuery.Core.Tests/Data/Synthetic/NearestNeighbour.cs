using RlQuery.Core.Data;

namespace RlQuery.Core.Tests.Data.Synthetic;

internal static class NearestNeighbour
{
    /// <summary>Share of rows whose nearest other row, features standardised, is of their class.</summary>
    public static double Agreement(Dataset data)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        float[] values = Standardizer.Fit(data, rows).Transform(data, rows);
        int d = data.Features;
        int agree = 0;
        for (int i = 0; i < data.Rows; i++)
        {
            int nearest = -1;
            double least = double.PositiveInfinity;
            for (int k = 0; k < data.Rows; k++)
            {
                double distance = 0;
                for (int j = 0; j < d && distance < least; j++)
                {
                    double difference = values[(i * d) + j] - values[(k * d) + j];
                    distance += difference * difference;
                }
                if (k != i && distance < least)
                {
                    (least, nearest) = (distance, k);
                }
            }
            agree += data.Labels[nearest] == data.Labels[i] ? 1 : 0;
        }
        return (double)agree / data.Rows;
    }
}
