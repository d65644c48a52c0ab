using RlQuery.Core;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Streams;

/// <summary>Options of a training on streams.</summary>
public sealed record StreamTrainingOptions
{
    /// <summary>Names of streams that this library makes and of bundled sets, and files of tables whose rows are in their own order.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>New folder for the policy.</summary>
    public required string Out { get; init; }

    /// <summary>Name of the algorithm.</summary>
    /// <value>Default: evolution.</value>
    public string Agent { get; init; } = "evolution";

    /// <summary>What learns.</summary>
    /// <value>Default: all learners of the library.</value>
    public IReadOnlyList<IIncrementalLearnerFactory> Learners { get; init; } = StreamLearners.All;

    /// <summary>Shares of the items whose label may be asked for.</summary>
    /// <value>Each more than 0 and at most 1. Default: 0.01, 0.05, 0.1 and 0.2.</value>
    public IReadOnlyList<double> Rates { get; init; } = [0.01, 0.05, 0.1, 0.2];

    /// <summary>Items of an episode.</summary>
    /// <value>100..10000000. Default: 2500.</value>
    public int Items { get; init; } = 2500;

    /// <summary>Rounds of playing and learning.</summary>
    /// <value>1..100000. Default: 100.</value>
    public int Rounds { get; init; } = 100;

    /// <summary>Seed of the run.</summary>
    /// <value>Default: 0.</value>
    public int Seed { get; init; }

    /// <summary>Number of threads; changes no result.</summary>
    /// <value>1..1024. Default: the number of processors.</value>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Where formats are found.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();
}
