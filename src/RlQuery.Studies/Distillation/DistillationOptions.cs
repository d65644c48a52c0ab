using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Distillation;

/// <summary>Options of a distillation.</summary>
public sealed record DistillationOptions
{
    /// <summary>Environment file: its training problems are played, and its evaluation sets measured on.</summary>
    public required string Environment { get; init; }

    /// <summary>Folder of the policy that teaches, or the name of a shipped one.</summary>
    public required string Policy { get; init; }

    /// <summary>New folder for the rule, the tree and what they cost.</summary>
    public required string Out { get; init; }

    /// <summary>Where named parts are looked up: tasks, signals, learners and so on.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Makes tables numeric.</summary>
    /// <value>Default: pre-trained encoders of texts and images, without a cache.</value>
    public ITableFeaturizer Featurizer { get; init; } = new MixedTableFeaturizer(PretrainedEncoders.Create(StudyParts.Create()));

    /// <summary>Problems that the policy plays to teach, 1..100000; as many others are measured on.</summary>
    /// <value>Default: null, which is 400.</value>
    public int? Episodes { get; init; }

    /// <summary>Seed of the problems and of the choice among states, 0..2147483647.</summary>
    /// <value>Default: null, which is 1.</value>
    public int? Seed { get; init; }

    /// <summary>Number of threads, 1..1024; results do not depend on it.</summary>
    /// <value>Default: null, one for each processor.</value>
    public int? Jobs { get; init; }
}
