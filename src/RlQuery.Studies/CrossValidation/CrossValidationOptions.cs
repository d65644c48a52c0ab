using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Standard;
using RlQuery.Torch.Agents;

namespace RlQuery.Studies.CrossValidation;

/// <summary>Options of a cross-validation.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>Environment file: all sets that it names, for any purpose, are divided into folds.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the agent: <c>dqn</c>, <c>policy-gradient</c>, <c>imitation</c> or <c>evolution</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Folder for a folder of each fold, and for tables, figures, report and manifest of all.</summary>
    public required string Out { get; init; }

    /// <summary>Where named parts are looked up: strategies, learners, metrics, analyses and so on.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Makes tables numeric.</summary>
    /// <value>Default: pre-trained encoders of texts and images, without a cache.</value>
    public ITableFeaturizer Featurizer { get; init; } = new MixedTableFeaturizer(PretrainedEncoders.Create(StudyParts.Create()));

    /// <summary>Environment steps to train for in each fold, 1..1000000000.</summary>
    /// <value>Default: null, which is 100000.</value>
    public int? Steps { get; init; }

    /// <summary>Number of folds, from 2 to the number of origins.</summary>
    /// <value>Default: null, which is 5.</value>
    public int? Folds { get; init; }

    /// <summary>The folds to train and evaluate, from 1; tables cover all finished folds.</summary>
    /// <value>Default: none, which stands for all.</value>
    public IReadOnlyList<int> OnlyFolds { get; init; } = [];

    /// <summary>Seed of the training runs, 0..2147483647.</summary>
    /// <value>Default: null, which is 1.</value>
    public int? Seed { get; init; }

    /// <summary>Names of heuristics to compare with.</summary>
    /// <value>Default: none; then those of the task.</value>
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>Name of the learner of the evaluation.</summary>
    /// <value>Default: null, the environment's.</value>
    public string? Learner { get; init; }

    /// <summary>Number of seeds of the evaluation, from 0 on, 1..100000.</summary>
    /// <value>Default: null, which is 20.</value>
    public int? Repeats { get; init; }

    /// <summary>Queries of each evaluated episode, 1..100000.</summary>
    /// <value>Default: null, the environment's.</value>
    public int? Budget { get; init; }

    /// <summary>Queries of the evaluation between two fits, 1..100000.</summary>
    /// <value>Default: null, the environment's.</value>
    public int? BatchSize { get; init; }

    /// <summary>Labels at the start of the evaluation, 0..1000: of each class in classification, in all otherwise.</summary>
    /// <value>Default: null, the environment's.</value>
    public int? Start { get; init; }

    /// <summary>Whether to run the controls of each policy, and to count departures from margin's choice.</summary>
    /// <value>Default: false.</value>
    public bool Controls { get; init; }

    /// <summary>Number of threads, 1..1024; results do not depend on it.</summary>
    /// <value>Default: null, one for each processor.</value>
    public int? Jobs { get; init; }

    /// <summary>Who plays the episodes of evaluations, and of rounds of agents that have <see cref="IAgentDescriptor.IsScattered"/>.</summary>
    /// <value>Default: null, threads of this process.</value>
    public IParcelNodes? Nodes { get; init; }

    /// <summary>
    /// Whether to resume the folder's run: finished training and evaluation are kept, unless the evaluation has other options.
    /// </summary>
    /// <value>Default: false.</value>
    public bool Resume { get; init; }

    /// <summary>Whether to start over, and discard the trained policies.</summary>
    /// <value>Default: false.</value>
    public bool Force { get; init; }
}
