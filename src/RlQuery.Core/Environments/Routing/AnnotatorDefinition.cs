using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.Core.Environments.Routing;

/// <summary>An annotator of an environment: what an answer costs, and how good it is.</summary>
public sealed record AnnotatorDefinition
{
    /// <summary>Name; no two annotators have the same.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is.</summary>
    /// <value>Default: <see cref="AnnotatorKind.Model"/>.</value>
    public AnnotatorKind Kind { get; init; } = AnnotatorKind.Model;

    /// <summary>What an answer costs, in the unit of the budget.</summary>
    /// <value>0.001..100000. Default: 1.</value>
    public double Price { get; init; } = 1;

    /// <summary>Lowest and highest share of right answers: each class of a problem has one between them, drawn by lot.</summary>
    /// <value>Two numbers of 0..1, the lower first. Default: null, which is 0.6 and 0.9; not with a local model or a spammer.</value>
    public IReadOnlyList<double>? Accuracy { get; init; }

    /// <summary>The view of the data that a local model sees, such as an encoder: the name of a <see cref="FeatureView"/>, or its last word.</summary>
    /// <value>Default: null; all features.</value>
    public string? View { get; init; }

    /// <summary>Share of the pool that a local model is fitted to; these rows are not asked for, and the learner does not see them.</summary>
    /// <value>0.001..0.5. Default: null, which is 0.1; only with a local model.</value>
    public double? TrainedOn { get; init; }

    /// <summary>Number of regions of the features that have each a share of right answers of its own in the range, in place of each class.</summary>
    /// <value>2..20. Default: null; skill differs by class. Only with a simulated person or model.</value>
    public int? Regions { get; init; }

    /// <summary>Learning: the share of its errors that each answer takes away for good.</summary>
    /// <value>0..0.5. Default: 0. Only with a simulated person or model.</value>
    public double Learning { get; init; }

    /// <summary>Fatigue: the share of what it knows beyond guessing that each answer takes away.</summary>
    /// <value>0..0.5. Default: 0. Only with a simulated person or model.</value>
    public double Fatigue { get; init; }

    /// <summary>Number of answers after which it leaves, and cannot be asked any more.</summary>
    /// <value>1..1000000. Default: null; it stays.</value>
    public int? Answers { get; init; }

    /// <summary>All that is said of it, in a line.</summary>
    internal string Words => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} {Kind} {Price} {(IsLocal ? $"{View} {Share}" : $"{Range.Low}..{Range.High}")} {Regions} {Learning} {Fatigue} {Answers}");

    /// <summary>Whether it is a local model.</summary>
    internal bool IsLocal => Kind == AnnotatorKind.Local;

    /// <summary>Whether it errs by chance, as its settings say.</summary>
    internal bool IsSimulated => Kind is AnnotatorKind.Person or AnnotatorKind.Model;

    /// <summary>Lowest and highest share of right answers.</summary>
    internal (double Low, double High) Range => Accuracy is { } range ? (range[0], range[1]) : (0.6, 0.9);

    /// <summary>Share of the pool that it is fitted to.</summary>
    internal double Share => IsLocal ? TrainedOn ?? 0.1 : 0;
}
