using RlQuery.Core.Numerics;

namespace RlQuery.Core.Environments.Routing;

/// <summary>An annotator that errs by chance: with probabilities of its own for each class, and more often to some classes than to others.</summary>
/// <remarks>
/// The confusions of Dawid and Skene (1979): the share of right answers of a class is uniform in the annotator's range, and the wrong ones are spread over the
/// other classes by a flat Dirichlet distribution. What it says of a row depends on the seed, its name and the row alone.
/// </remarks>
internal sealed class SimulatedAnnotator
{
    private readonly double[] _confusion;
    private readonly int _classes;
    private readonly ulong _answers;

    /// <summary>Draws the confusions.</summary>
    /// <param name="definition">Its range.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="seed">Seed of the problem.</param>
    public SimulatedAnnotator(AnnotatorDefinition definition, int classes, ulong seed)
    {
        ulong own = SeedSequence.Child(seed, $"annotator {definition.Name}");
        _classes = classes;
        _answers = SeedSequence.Child(own, "answers");
        _confusion = new double[classes * classes];
        var draws = new Pcg64(own, "confusions");
        (double low, double high) = definition.Range;
        for (int truth = 0; truth < classes; truth++)
        {
            double right = low + ((high - low) * draws.NextDouble());
            Span<double> row = _confusion.AsSpan(truth * classes, classes);
            double total = 0;
            for (int said = 0; said < classes; said++)
            {
                double share = -Math.Log(1 - draws.NextDouble());
                row[said] = said == truth ? 0 : share;
                total += row[said];
            }
            for (int said = 0; said < classes; said++)
            {
                row[said] *= (1 - right) / total;
            }
            row[truth] = right;
        }
    }

    /// <summary>What it says of a row.</summary>
    /// <param name="row">Row in the data set.</param>
    /// <param name="truth">The true class.</param>
    public int Answer(int row, int truth)
    {
        double lot = new Pcg64(SeedSequence.Child(_answers, (ulong)row)).NextDouble();
        for (int said = 0; said < _classes; said++)
        {
            lot -= _confusion[(truth * _classes) + said];
            if (lot < 0)
            {
                return said;
            }
        }
        return truth;
    }
}
