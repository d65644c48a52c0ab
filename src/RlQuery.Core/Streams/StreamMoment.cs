namespace RlQuery.Core.Streams;

/// <summary>What a strategy sees of an item when it has to decide: never the item's class.</summary>
public readonly ref struct StreamMoment
{
    /// <summary>Shows an item.</summary>
    /// <param name="features">Standardised features.</param>
    /// <param name="probabilities">The learner's probability of each class, at least two.</param>
    public StreamMoment(ReadOnlySpan<float> features, ReadOnlySpan<double> probabilities)
    {
        Features = features;
        Probabilities = probabilities;
        double first = double.NegativeInfinity;
        double second = double.NegativeInfinity;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double value = probabilities[i];
            if (value > first)
            {
                second = first;
                first = value;
                Predicted = i;
            }
            else if (value > second)
            {
                second = value;
            }
        }
        Confidence = first;
        Margin = first - second;
    }

    /// <summary>Standardised features.</summary>
    public ReadOnlySpan<float> Features { get; }

    /// <summary>The learner's probability of each class.</summary>
    public ReadOnlySpan<double> Probabilities { get; }

    /// <summary>The most probable class; of equal ones the first.</summary>
    public int Predicted { get; }

    /// <summary>Probability of the predicted class, in [1 / classes, 1].</summary>
    public double Confidence { get; }

    /// <summary>Probability of the predicted class less that of the next one, in [0, 1].</summary>
    public double Margin { get; }
}
