using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Tuning;

/// <summary>Options of a tuning.</summary>
public sealed record TuningOptions
{
    /// <summary>Environment file; its block <c>tune</c> says where to look.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the agent: <c>dqn</c>, <c>policy-gradient</c>, <c>imitation</c> or <c>evolution</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Folder for the best settings, <c>trials.csv</c>, a figure and the policy of each trial.</summary>
    public required string Out { get; init; }

    /// <summary>Where named parts are looked up: strategies, learners, metrics, analyses and so on.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Makes tables numeric.</summary>
    /// <value>Default: pre-trained encoders of texts and images, without a cache.</value>
    public ITableFeaturizer Featurizer { get; init; } = new MixedTableFeaturizer(PretrainedEncoders.Create(StudyParts.Create()));

    /// <summary>Number of settings to try, of which the first are those of the file, 1..10000.</summary>
    /// <value>Default: null, which is 32.</value>
    public int? Trials { get; init; }

    /// <summary>Environment steps of trials that reach the last rung, 1..1000000000.</summary>
    /// <value>Default: null, which is 100000.</value>
    public int? Steps { get; init; }

    /// <summary>After each rung, the best of this many trials continues, for this many times as many steps, 2..100.</summary>
    /// <value>Default: null, which is 3.</value>
    public int? Eta { get; init; }

    /// <summary>Splits of each validation set on which a trial is scored, 1..10000.</summary>
    /// <value>Default: null, which is 20.</value>
    public int? Repeats { get; init; }

    /// <summary>Seed of settings, training and splits, 0..2147483647.</summary>
    /// <value>Default: null, which is 1.</value>
    public int? Seed { get; init; }

    /// <summary>Number of threads, 1..1024; results do not depend on it.</summary>
    /// <value>Default: null, one for each processor.</value>
    public int? Jobs { get; init; }

    /// <summary>Who plays the episodes of trials: of rounds, of validation and of scores. The results do not depend on it.</summary>
    /// <value>Default: null; then this process does.</value>
    public IParcelNodes? Nodes { get; init; }

    /// <summary>Whether to resume the folder's run.</summary>
    /// <value>Default: false.</value>
    public bool Resume { get; init; }
}
