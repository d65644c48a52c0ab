using RlQuery.Core;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Compression;

/// <summary>Options of a compression.</summary>
public sealed record CompressionOptions
{
    /// <summary>File of a table with one column of texts beside the target, which holds classes; some of its cells may be empty.</summary>
    public required string Data { get; init; }

    /// <summary>New folder for the students and what they cost.</summary>
    public required string Out { get; init; }

    /// <summary>Name or index of the target column.</summary>
    /// <value>Default: null, the last.</value>
    public string? Target { get; init; }

    /// <summary>Whether the first row of a CSV file names the columns.</summary>
    /// <value>Default: null; the cells decide.</value>
    public bool? Header { get; init; }

    /// <summary>Schema file of the table.</summary>
    /// <value>Default: null; the cells decide.</value>
    public string? Schema { get; init; }

    /// <summary>Where formats are found.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>The teacher's encoders.</summary>
    /// <value>Default: the usual encoder of texts, without a cache.</value>
    public MixedTableFeaturizer Featurizer { get; init; } = new(PretrainedEncoders.Create(StudyParts.Create()));

    /// <summary>Labelled rows that nobody learns from, to measure on.</summary>
    /// <value>1..1000000. Default: null, a fifth of the labelled rows.</value>
    public int? Holdout { get; init; }

    /// <summary>The most labels that are told; all others are hidden, as if nobody had given them.</summary>
    /// <value>1..1000000. Default: null, all but the held-out ones.</value>
    public int? Labels { get; init; }

    /// <summary>First seed of the draws, 0..2147383647.</summary>
    /// <value>Default: null, which is 0.</value>
    public int? FirstSeed { get; init; }

    /// <summary>Number of seeds, each of which draws other rows to hold out.</summary>
    /// <value>1..100000. Default: null, which is 5.</value>
    public int? Seeds { get; init; }
}
