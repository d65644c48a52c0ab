using RlQuery.Core.Numerics;

namespace RlQuery.Core.Environments.Routing;

/// <summary>An annotator that errs by chance: with probabilities of its own for each class or region, and more often to some classes than to others.</summary>
/// <remarks>
/// The confusions of Dawid and Skene (1979): the share of right answers of a class, or of a region of the features, is uniform in the annotator's range, and
/// the wrong ones are spread over the other classes by a flat Dirichlet distribution. A spammer says each class as often whatever is true (Raykar and Yu,
/// "Eliminating Spammers and Ranking Annotators for Crowdsourced Labeling Tasks", 2012). Learning and fatigue change the share of right answers by a factor
/// with each answer. What it says depends on the seed, its name, the row and the number of its answers alone.
/// </remarks>
internal sealed class SimulatedAnnotator
{
    private readonly AnnotatorDefinition _definition;
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
        _definition = definition;
        _classes = classes;
        _answers = SeedSequence.Child(own, "answers");
        int regions = definition.Regions ?? 1;
        _confusion = new double[regions * classes * classes];
        var draws = new Pcg64(own, "confusions");
        (double low, double high) = definition.Range;
        for (int region = 0; region < regions; region++)
        {
            double everywhere = definition.Regions is null ? 0 : low + ((high - low) * draws.NextDouble());
            for (int truth = 0; truth < classes; truth++)
            {
                double right = definition.Regions is null ? low + ((high - low) * draws.NextDouble()) : everywhere;
                Draw(draws, truth, right, _confusion.AsSpan(((region * classes) + truth) * classes, classes));
            }
        }
        for (int truth = 1; truth < classes && definition.Kind == AnnotatorKind.Spammer; truth++)
        {
            _confusion.AsSpan(0, classes).CopyTo(_confusion.AsSpan(truth * classes));
        }
    }

    /// <summary>What it says of a row.</summary>
    /// <param name="row">Row in the data set.</param>
    /// <param name="truth">The true class.</param>
    /// <param name="before">How many answers it gave before.</param>
    /// <param name="region">The region of the row.</param>
    public int Answer(int row, int truth, int before = 0, int region = 0)
    {
        ReadOnlySpan<double> usual = _confusion.AsSpan(((region * _classes) + truth) * _classes, _classes);
        double right = usual[truth];
        double now = Now(right, before);
        double lot = new Pcg64(SeedSequence.Child(_answers, (ulong)row)).NextDouble();
        for (int said = 0; said < _classes; said++)
        {
            lot -= now == right ? usual[said] : said == truth ? now : right < 1 ? usual[said] * (1 - now) / (1 - right) : (1 - now) / (_classes - 1);
            if (lot < 0)
            {
                return said;
            }
        }
        return truth;
    }

    // A spammer neither learns nor tires.
    private double Now(double right, int before)
    {
        double learnt = 1 - ((1 - right) * Math.Pow(1 - _definition.Learning, before));
        double guess = 1.0 / _classes;
        double kept = Math.Pow(1 - _definition.Fatigue, before);
        return learnt > guess && _definition.Fatigue > 0 ? guess + ((learnt - guess) * kept) : _definition.Learning > 0 ? learnt : right;
    }

    private void Draw(Pcg64 draws, int truth, double right, Span<double> row)
    {
        bool isSpam = _definition.Kind == AnnotatorKind.Spammer;
        double total = 0;
        for (int said = 0; said < _classes; said++)
        {
            double share = -Math.Log(1 - draws.NextDouble());
            row[said] = said == truth && !isSpam ? 0 : share;
            total += row[said];
        }
        for (int said = 0; said < _classes; said++)
        {
            row[said] *= (isSpam ? 1 : 1 - right) / total;
        }
        row[truth] = isSpam ? row[truth] : right;
    }
}
