using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Strategies;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Evaluation;

/// <summary>Options of an evaluation.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// Environment files with one protocol, whose sets are evaluated together; or one experiment file, which names them and other options.
    /// </summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>Folder for the report, tables, figures and manifest; it must not exist, unless its run is resumed or it is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Where named parts are looked up: strategies, learners, metrics, analyses and so on.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Makes tables numeric.</summary>
    /// <value>Default: pre-trained encoders of texts and images, without a cache.</value>
    public ITableFeaturizer Featurizer { get; init; } = new MixedTableFeaturizer(PretrainedEncoders.Create(StudyParts.Create()));

    /// <summary>Encoders of texts and images in the files, in place of the featurizer's own: names, or .onnx files.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Encoders { get; init; } = [];

    /// <summary>Files, or names of bundled sets, in place of the environments' evaluation sets.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Target column of the files, by name or index.</summary>
    /// <value>Default: null, the last one.</value>
    public string? Target { get; init; }

    /// <summary>Whether the first row of the files names their columns.</summary>
    /// <value>Default: null, the cells decide.</value>
    public bool? Header { get; init; }

    /// <summary>Schema file with the kinds of the files' columns.</summary>
    /// <value>Default: null, the cells decide.</value>
    public string? Schema { get; init; }

    /// <summary>Names of learners; each is a separate evaluation.</summary>
    /// <value>Default: none, which stands for the environment's.</value>
    public IReadOnlyList<string> Learners { get; init; } = [];

    /// <summary>Names of heuristics.</summary>
    /// <value>Default: none; then those of the task.</value>
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>Custom strategies, each with a unique name.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<IQueryStrategy> OwnStrategies { get; init; } = [];

    /// <summary>Folders of learned policies.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Names of metrics; strategies are compared by the first.</summary>
    /// <value>Default: none; then that of the task.</value>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Stopping rules to evaluate in hindsight, such as <c>budget:30 or confidence:0.9</c>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>Scores of the first metric; the labels needed for each are counted.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<double> Reach { get; init; } = [];

    /// <summary>Number of stratified folds; each is the test part in turn: seed S is fold S mod K of repetition S / K.</summary>
    /// <value>Default: null, the environment's split.</value>
    public int? Folds { get; init; }

    /// <summary>Number of seeds, 1..100000.</summary>
    /// <value>Default: null, which is 20; of folds the next multiple of their number.</value>
    public int? Repeats { get; init; }

    /// <summary>First seed, 0..2147383647.</summary>
    /// <value>Default: null, which is 0.</value>
    public int? Seed { get; init; }

    /// <summary>Queries of each episode, 1..100000.</summary>
    /// <value>Default: null, the environment's.</value>
    public int? Budget { get; init; }

    /// <summary>Whether to run the controls of each policy, and to count departures from margin's choice.</summary>
    /// <value>Default: false.</value>
    public bool Controls { get; init; }

    /// <summary>Whether policies are also evaluated on sets on which they were trained or chosen; results say so.</summary>
    /// <value>Default: false.</value>
    public bool AllowSeen { get; init; }

    /// <summary>Number of seeds of each set on which to measure what learned policies attend to, 1..100000.</summary>
    /// <value>Default: null, none.</value>
    public int? Attention { get; init; }

    /// <summary>Number of threads, 1..1024; results do not depend on it.</summary>
    /// <value>Default: null, one for each processor.</value>
    public int? Jobs { get; init; }

    /// <summary>Who plays the episodes; results do not depend on it.</summary>
    /// <value>Default: null, threads of this process.</value>
    public IParcelNodes? Nodes { get; init; }

    /// <summary>The part of the episodes to run, to be merged with the others.</summary>
    /// <value>Default: all.</value>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether to resume the folder's run; failed episodes are tried again.</summary>
    /// <value>Default: false.</value>
    public bool Resume { get; init; }

    /// <summary>Whether to replace an existing folder once the new one is complete; nothing is kept of a stopped run.</summary>
    /// <value>Default: false.</value>
    public bool Replace { get; init; }

    /// <summary>These options, completed by those of the experiment file.</summary>
    /// <exception cref="InvalidInputException">The experiment cannot be read, or is not alone.</exception>
    internal EvaluationOptions WithExperiment(Faults faults)
    {
        if (Environments.FirstOrDefault(ExperimentFile.Is) is not string file)
        {
            return this;
        }
        if (Environments.Count > 1)
        {
            throw new InvalidInputException($"{file}: an experiment is evaluated alone; name the other files in its environments");
        }
        ExperimentDefinition told = ExperimentFile.Read(file);
        return this with
        {
            Environments = told.Environments,
            Data = Either(Data, told.Data),
            Target = Target ?? told.Target,
            Header = Header ?? told.Header,
            Schema = Schema ?? told.TableSchema,
            Encoders = Either(Encoders, told.Encoders),
            Learners = Either(Learners, told.Learners),
            Strategies = Either(Strategies, told.Strategies),
            Policies = Either(Policies, told.Policies),
            Metrics = Either(Metrics, told.Metrics),
            Stops = Either(Stops, told.Stop),
            Reach = Either(Reach, told.Reach),
            Folds = Folds ?? SplitChoice.Folds(told.Split, faults),
            Repeats = Repeats ?? told.Repeats,
            Seed = Seed ?? told.Seed,
            Budget = Budget ?? told.Budget,
            Controls = Controls || told.Controls,
            AllowSeen = AllowSeen || told.AllowSeen,
            Attention = Attention ?? told.Attention,
        };
    }

    private static IReadOnlyList<T> Either<T>(IReadOnlyList<T> given, IReadOnlyList<T> told) => given.Count > 0 ? given : told;
}
