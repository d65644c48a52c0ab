using RlQuery.Core;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Strategies;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Streams;

/// <summary>Options of a study of streams.</summary>
public sealed record StreamStudyOptions
{
    /// <summary>Names of streams that this library makes and of bundled sets, and files of tables whose rows are in their own order.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>New folder for the tables.</summary>
    public required string Out { get; init; }

    /// <summary>What asks for labels.</summary>
    /// <value>Default: all strategies of the library.</value>
    public IReadOnlyList<IStreamStrategy> Strategies { get; init; } = StreamStrategies.All;

    /// <summary>Folders of learned policies, which come before the strategies in all tables.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>What learns.</summary>
    /// <value>Default: the first of the library's.</value>
    public IReadOnlyList<IIncrementalLearnerFactory> Learners { get; init; } = [StreamLearners.All[0]];

    /// <summary>Shares of the items whose label may be asked for.</summary>
    /// <value>Each more than 0 and at most 1. Default: 0.01, 0.05, 0.1 and 0.2.</value>
    public IReadOnlyList<double> Rates { get; init; } = [0.01, 0.05, 0.1, 0.2];

    /// <summary>The most items of a stream.</summary>
    /// <value>100..10000000. Default: 5000.</value>
    public int Items { get; init; } = 5000;

    /// <summary>First seed.</summary>
    /// <value>Default: 0.</value>
    public int FirstSeed { get; init; }

    /// <summary>Number of seeds.</summary>
    /// <value>Default: 10.</value>
    public int Seeds { get; init; } = 10;

    /// <summary>Target column of the files.</summary>
    /// <value>Default: null, the last.</value>
    public string? Target { get; init; }

    /// <summary>Whether the target of the files is a number.</summary>
    /// <value>Default: false; it is a class.</value>
    public bool Numbers { get; init; }

    /// <summary>Number of threads; changes no result.</summary>
    /// <value>1..1024. Default: the number of processors.</value>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Where formats are found.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Items of a stream.</summary>
    internal static Limits MostItems { get; } = new(100, 10_000_000);

    /// <summary>Adds rates that are not allowed to the faults.</summary>
    internal static void FindRates(IEnumerable<double> rates, Faults faults)
    {
        foreach (double rate in rates.Where(rate => !(rate is > 0 and <= 1)))
        {
            faults.Add(FormattableString.Invariant($"rate: {rate} is not allowed; use more than 0, at most 1"));
        }
    }
}
