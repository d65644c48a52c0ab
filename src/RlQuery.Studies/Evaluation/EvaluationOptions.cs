using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Strategies;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Evaluation;

/// <summary>What is to be evaluated, on what, and where results go.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// Environment files of one protocol, whose sets are evaluated together; or one experiment file, which names them and says what other options do not.
    /// </summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>Folder for the report, tables, figures and manifest; nothing of that name may exist, unless its run goes on or it is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Where named parts are looked up: strategies, learners, metrics, analyses and so on.</summary>
    /// <value>Default: <see cref="StudyParts"/>.</value>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Files, or names of bundled sets, in place of the environments' evaluation sets.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Target column of the files, by name or index.</summary>
    /// <value>Default: null, the last one.</value>
    public string? Target { get; init; }

    /// <summary>Schema file that says what the columns of the files are.</summary>
    /// <value>Default: null, the cells decide.</value>
    public string? Schema { get; init; }

    /// <summary>Names of learners, each an evaluation of its own.</summary>
    /// <value>Default: none, which stands for the environment's.</value>
    public IReadOnlyList<string> Learners { get; init; } = [];

    /// <summary>Names of heuristics.</summary>
    /// <value>Default: none, which stands for those of the task.</value>
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>Strategies of your own, each with a name that no other strategy has.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<IQueryStrategy> OwnStrategies { get; init; } = [];

    /// <summary>Folders of learned policies.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Names of metrics; the first is what strategies are compared by.</summary>
    /// <value>Default: none, which stands for that of the task.</value>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Stopping rules of which it is said in hindsight where they would have stopped, such as <c>budget:30 or confidence:0.9</c>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>Scores of the first metric, for which the labels to reach them are counted.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<double> Reach { get; init; } = [];

    /// <summary>Number of stratified folds that are the test part in turn: seed S is fold S mod K of repetition S / K.</summary>
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

    /// <summary>Whether controls of each policy run, too, and departures from margin's choice are counted.</summary>
    /// <value>Default: false.</value>
    public bool Controls { get; init; }

    /// <summary>Whether policies are evaluated on sets that they were trained or chosen on, too; results say so.</summary>
    /// <value>Default: false.</value>
    public bool AllowSeen { get; init; }

    /// <summary>Number of seeds of each set in which it is measured what learned policies attend to, 1..100000.</summary>
    /// <value>Default: null, none.</value>
    public int? Attention { get; init; }

    /// <summary>Number of threads, 1..1024; results do not depend on it.</summary>
    /// <value>Default: null, one for each processor.</value>
    public int? Jobs { get; init; }

    /// <summary>Which part of the episodes to run, to be merged with the others.</summary>
    /// <value>Default: all.</value>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether to continue where the folder's run was stopped; episodes that failed are tried again.</summary>
    /// <value>Default: false.</value>
    public bool Resume { get; init; }

    /// <summary>Whether an older folder of that name is replaced, once the new one is complete; nothing is kept of a run that is stopped.</summary>
    /// <value>Default: false.</value>
    public bool Replace { get; init; }

    /// <summary>These options where they say something, and elsewhere what the experiment file says that their one environment is.</summary>
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
            Schema = Schema ?? told.TableSchema,
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
