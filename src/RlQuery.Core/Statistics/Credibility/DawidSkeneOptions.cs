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

    /// <summary>
    /// Of each annotator, the share of the answers taken to have been given that is right, in (0, 1): their number stays that of <see cref="RightAnswers"/>
    /// and <see cref="WrongAnswers"/> together.
    /// </summary>
    /// <value>Default: empty; all annotators are alike beforehand.</value>
    public IReadOnlyList<double> Skills { get; init; } = [];

    /// <summary>Items that each class is taken to have had, at least 0.</summary>
    /// <value>Default: 1.</value>
    public double ItemsOfClass { get; init; } = 1;

    /// <summary>Most iterations, at least 1.</summary>
    /// <value>Default: 1000.</value>
    public int Iterations { get; init; } = 1000;

    /// <summary>An iteration that changes no item's probability by more is the last, above 0.</summary>
    /// <value>Default: 1e-7.</value>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Answers that an annotator is taken to have given of a class, alike for all classes.</summary>
    /// <param name="annotator">The annotator.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>Those that are right, and those of each wrong class.</returns>
    internal (double Right, double Wrong) Prior(int annotator, int classes)
    {
        double all = RightAnswers + WrongAnswers;
        (double right, double wrong) = Skills.Count == 0 ? (RightAnswers, WrongAnswers) : (all * Skills[annotator], all * (1 - Skills[annotator]));
        return (right, wrong / (classes - 1));
    }

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
        foreach (double skill in Skills.Where(skill => !(skill > 0 && skill < 1)))
        {
            throw new InvalidInputException(FormattableString.Invariant($"skills: {skill} is not allowed; use more than 0, less than 1"));
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
