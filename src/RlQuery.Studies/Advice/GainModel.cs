using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core;

namespace RlQuery.Studies.Advice;

/// <summary>How the gain on a table is told from measured sets.</summary>
/// <param name="Method"><c>nearest</c>: the mean of the nearest sets. <c>ridge</c>: ridge regression.</param>
/// <param name="Strength">Number of nearest sets, or the penalty.</param>
/// <param name="Descriptors">Names of the descriptors, each standardised over the measured sets; none for the mean of all sets.</param>
public sealed record GainModel(string Method, double Strength, IReadOnlyList<string> Descriptors)
{
    internal const string Nearest = "nearest";
    internal const string Ridge = "ridge";

    /// <summary>What each measured gain counts for the gain on a table: either method takes a weighted sum of them.</summary>
    /// <param name="tables">Measured tables, at least one.</param>
    /// <param name="at">The table.</param>
    /// <returns>A weight for each measured table; they add up to 1.</returns>
    internal double[] Weights(IReadOnlyList<TableDescriptors> tables, TableDescriptors at)
    {
        double[] weights = new double[tables.Count];
        if (Method == Ridge || Descriptors.Count == 0)
        {
            Array.Fill(weights, 1.0 / weights.Length);
            return Descriptors.Count == 0 ? weights : AddSlopes(weights, new DescriptorScale(Descriptors, tables), tables, at);
        }
        int[] alike = NearestOf(new DescriptorScale(Descriptors, tables), tables, at);
        foreach (int place in alike)
        {
            weights[place] = 1.0 / alike.Length;
        }
        return weights;
    }

    /// <summary>The measured tables that are most like a table, nearest first; of equally near ones all are taken.</summary>
    /// <returns>Their places.</returns>
    internal IReadOnlyList<int> Alike(IReadOnlyList<TableDescriptors> tables, TableDescriptors at) =>
        NearestOf(new DescriptorScale(Descriptors, tables), tables, at);

    /// <summary>Refuses what is no model.</summary>
    /// <param name="source">Where it stands.</param>
    /// <exception cref="InvalidInputException">Its method or a descriptor is unknown, or its strength is not allowed.</exception>
    internal void Check(string source)
    {
        if (Method is not (Nearest or Ridge) || !(Strength > 0))
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"{source}: the model '{Method}' of {Strength} is unknown; use {Nearest} or {Ridge} above 0"));
        }
        foreach (string name in Descriptors)
        {
            Descriptor.Find(name);
        }
    }

    private int[] NearestOf(DescriptorScale scale, IReadOnlyList<TableDescriptors> tables, TableDescriptors at)
    {
        double[] own = scale.Of(at);
        double[] distances =
        [
            .. tables.Select(table => Math.Sqrt(scale.Of(table).Zip(own, (a, b) => (a - b) * (a - b)).Sum())),
        ];
        int count = Method == Nearest ? (int)Strength : Shown;
        double farthest = distances.Order().ElementAt(Math.Min(count, distances.Length) - 1);
        // What is equal but for rounding is equally near.
        return [.. Enumerable.Range(0, distances.Length).Where(place => distances[place] <= farthest + 1e-9).OrderBy(place => distances[place])];
    }

    /// <summary>Sets that are named as alike where all of them tell the gain.</summary>
    private const int Shown = 5;

    // The intercept is the mean gain, since the descriptors have mean 0.
    private double[] AddSlopes(double[] weights, DescriptorScale scale, IReadOnlyList<TableDescriptors> tables, TableDescriptors at)
    {
        Matrix<double> inputs = Matrix<double>.Build.DenseOfRowArrays(tables.Select(scale.Of));
        Matrix<double> penalised = inputs.TransposeThisAndMultiply(inputs) + (Matrix<double>.Build.DenseIdentity(inputs.ColumnCount) * Strength);
        Vector<double> slopes = inputs * penalised.Cholesky().Solve(Vector<double>.Build.DenseOfArray(scale.Of(at)));
        return [.. weights.Zip(slopes, (weight, slope) => weight + slope)];
    }
}
