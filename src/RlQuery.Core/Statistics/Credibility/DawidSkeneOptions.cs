namespace RlQuery.Core.Statistics.Credibility;

/// <summary>Options of <see cref="DawidSkene"/>.</summary>
public sealed record DawidSkeneOptions
{
    /// <summary>Right answers that each annotator is taken to have given of each class, at least 0.</summary>
    /// <value>Default: 2. With 0 here and below, the estimates are those of maximum likelihood, as published.</value>
    public double RightAnswers { get; init; } = 2;

    /// <summary>Wrong answers that each annotator is taken to have given of each class, spread over the other classes, at least 0.</summary>
    /// <value>Default: 1.</value>
    public double WrongAnswers { get; init; } = 1;

    /// <summary>Items that each class is taken to have had, at least 0.</summary>
    /// <value>Default: 1.</value>
    public double ItemsOfClass { get; init; } = 1;

    /// <summary>Most iterations, at least 1.</summary>
    /// <value>Default: 1000.</value>
    public int Iterations { get; init; } = 1000;

    /// <summary>An iteration that changes no item's probability by more is the last, above 0.</summary>
    /// <value>Default: 1e-7.</value>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    internal void Check()
    {
        foreach ((string name, double value) in ((string, double)[])
            [("right answers", RightAnswers), ("wrong answers", WrongAnswers), ("items of a class", ItemsOfClass)])
        {
            if (!(value >= 0 && double.IsFinite(value)))
            {
                throw new InvalidInputException(FormattableString.Invariant($"{name}: {value} is not allowed; use a finite number of at least 0"));
            }
        }
        if (Iterations < 1)
        {
            throw new InvalidInputException($"iterations: {Iterations} is not allowed; use at least 1");
        }
        if (!(Tolerance > 0))
        {
            throw new InvalidInputException(FormattableString.Invariant($"tolerance: {Tolerance} is not allowed; use a number above 0"));
        }
    }
}
