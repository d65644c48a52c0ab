using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using RlQuery.Core.Augmentation.Features;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Making;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Making;
using RlQuery.Core.Tasks.Routing;

namespace RlQuery.Core.Environments.Files;

/// <summary>An environment file: the data to train and evaluate on, and the protocol. Its JSON schema is environments/environment.schema.json.</summary>
public sealed record EnvironmentDefinition
{
    /// <summary>Where an editor finds the JSON schema; not used.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>One line about the purpose of the environment.</summary>
    public string Description { get; init; } = "";

    /// <summary>Name of the task: the kind of answer that is asked for.</summary>
    /// <value>Default: <c>classification</c>.</value>
    public string Task { get; init; } = "classification";

    /// <summary>What policies are trained on.</summary>
    public TrainingData Training { get; init; } = new();

    /// <summary>Names or files of the sets by which training chooses its best policy; disjoint from training and evaluation.</summary>
    public IReadOnlyList<string> Validation { get; init; } = [];

    /// <summary>Names or files of the sets that <c>evaluate</c> reports on; never seen in training.</summary>
    public IReadOnlyList<string> Evaluation { get; init; } = [];

    /// <summary>Encoders of texts and images in the files that it names: names, or .onnx files; at most one for texts and one for images.</summary>
    /// <value>Default: none; those of whoever reads the file, such as <c>minilm</c> and <c>resnet18</c>.</value>
    public IReadOnlyList<string> Encoders { get; init; } = [];

    /// <summary>Knowledge graph to which the rows of its sets are linked: a file, or a folder of WordNet's files.</summary>
    /// <value>Default: null; none.</value>
    public string? Graph { get; init; }

    /// <summary>Column of the sets with names of the graph's entities.</summary>
    /// <value>Default: null; entities are found by the words of texts and categories.</value>
    public string? GraphColumn { get; init; }

    /// <summary>Whether the first row of the CSV files that it names holds the names of their columns.</summary>
    /// <value>Default: null; the cells of each file decide.</value>
    public bool? Header { get; init; }

    /// <summary>Pool and test parts.</summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>The learner that is refitted after every batch.</summary>
    /// <value>Default: null, the task's: <c>logistic-regression</c>, or <c>ridge-regression</c> in regression.</value>
    [DisallowNull]
    public string? Learner { get; init; }

    /// <summary>How the learner is fitted to made rows beside the labelled ones, in evaluation.</summary>
    /// <value>Default: null, no row is made. Training and validation have none.</value>
    public FeatureAugmentation? Augmentation { get; init; }

    /// <summary>Labels of each class at the start, in tasks that count them so.</summary>
    /// <value>1..1000. Default: the task's, 1.</value>
    public int? StartPerClass { get; init; }

    /// <summary>Share of the classes that have labels at the start, in classification; the others are found, if at all, by asking.</summary>
    /// <value>More than 0, at most 1. Default: 1.</value>
    public double StartClasses { get; init; } = 1;

    /// <summary>Name of the class of rows that belong to none of the others, in classification. It has no label at the start.</summary>
    /// <value>Default: null; there is none.</value>
    public string? OutOfScope { get; init; }

    /// <summary>Labels at the start, drawn at random, in tasks that count them so.</summary>
    /// <value>1..100000. Default: the task's, 5.</value>
    public int? StartLabels { get; init; }

    /// <summary>
    /// Who may be asked for a row, in classification: an agent then chooses a row and an annotator, within a <see cref="Budget"/> of money. In training and
    /// evaluation alone.
    /// </summary>
    /// <value>Default: none; the table answers, at the cost of one label each.</value>
    public IReadOnlyList<AnnotatorDefinition> Annotators { get; init; } = [];

    /// <summary>How several answers of a row become one, where there are <see cref="Annotators"/>.</summary>
    /// <value>Default: <see cref="TruthRule.DawidSkene"/>.</value>
    public TruthRule Truth { get; init; }

    /// <summary>
    /// Lowest and highest cost of an answer: each row has one between them, by lot, evenly over their logarithms. The <see cref="Budget"/> is what answers may
    /// cost. In training and evaluation alone.
    /// </summary>
    /// <value>Two numbers of 0.001..1000000, the lower first. Default: null; a column of the data says, and where there is none, each answer costs 1.</value>
    public IReadOnlyList<double>? Costs { get; init; }

    /// <summary>
    /// What errors cost, in classification: for each true class, in the order of the data's classes, the cost of predicting each class. In training and
    /// evaluation alone, of sets of as many classes.
    /// </summary>
    /// <value>Costs of 0..1000000, 0 where no error is made. Default: null; each error costs 1.</value>
    public IReadOnlyList<IReadOnlyList<double>>? CostMatrix { get; init; }

    /// <summary>
    /// How rows are made of labelled rows, in classification: an agent then chooses a row to label or one to make, within a <see cref="Budget"/> of labels. In
    /// training and evaluation alone.
    /// </summary>
    /// <value>Default: null; none is made.</value>
    public MakeDefinition? Make { get; init; }

    /// <summary>
    /// Number of queries of an episode; with <see cref="Annotators"/>, the money that it may spend; with <see cref="Make"/>, the labels that it may cost; with
    /// <see cref="Costs"/>, what its answers may cost.
    /// </summary>
    /// <value>1..100000. Default: 40.</value>
    public int Budget { get; init; } = 40;

    /// <summary>Queries between two fits.</summary>
    /// <value>1..100000. Default: 1.</value>
    public int BatchSize { get; init; } = 1;

    /// <summary>Candidates shown to an agent in training, drawn anew at each step.</summary>
    /// <value>0..1000000. Default: 0, which shows all. Evaluation and use always show all.</value>
    public int Candidates { get; init; }

    /// <summary>Signals that a policy sees, in order.</summary>
    public IReadOnlyList<string> Signals { get; init; } = [];

    /// <summary>State values that a policy sees, in order.</summary>
    public IReadOnlyList<string> State { get; init; } = [];

    /// <summary>What training rewards.</summary>
    public RewardDefinition Reward { get; init; } = new();

    /// <summary>Seed of the synthetic tasks; <c>--seed</c> decides everything else.</summary>
    /// <value>Default: 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>The task of the environment: routing where it names annotators, making where it makes rows.</summary>
    /// <param name="parts">Where others are found.</param>
    /// <exception cref="InvalidInputException">It is unknown.</exception>
    internal ITask TaskIn(Parts parts)
    {
        ITask named = parts.Find<ITask>(Task);
        return named != ClassificationTask.Instance ? named
            : Annotators.Count > 0 ? RoutingTask.Instance
            : Make is not null ? MakingTask.Instance
            : named;
    }

    /// <summary>Hyper-parameters of agents, by agent: <c>"dqn": {"learningRate": 0.001}</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Agents { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Where <c>rlquery tune</c> looks for hyper-parameters, by agent: <c>"dqn": {"learningRate": {"log": [0.0001, 0.01]}}</c>.</summary>
    /// <value>Default: none; then the agent's own ranges.</value>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, TuneRange>> Tune { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, TuneRange>>();
}

/// <summary>What policies are trained on.</summary>
public sealed record TrainingData
{
    /// <summary>Names or files of real sets.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Names of synthetic tasks.</summary>
    public IReadOnlyList<string> Synthetic { get; init; } = [];

    /// <summary>Share of the episodes that draw a synthetic task, if both kinds of data are named.</summary>
    /// <value>0..1. Default: 0.5.</value>
    public double SyntheticShare { get; init; } = 0.5;

    /// <summary>
    /// Share of the episodes on real sets that play a task derived from the set: with some of its classes, features and rows, possibly recoded. Sets of
    /// numbers lose features and rows alone.
    /// </summary>
    /// <value>0..1; 0 with label sets. Default: 0.</value>
    public double DerivedShare { get; init; }

    /// <summary>Share of the episodes in which one class is thinned to 1 to 10 % of the pool; see <see cref="ProblemOptions.RareShare"/>.</summary>
    /// <value>0..1; the other episodes then have all classes as they are. Default: 0, which leaves all to <see cref="SplitOptions.RareClass"/>.</value>
    public double RareShare { get; init; }

    /// <summary>Largest pool in training: smaller pools give more episodes in the same time.</summary>
    /// <value>At least 2; <see cref="SplitOptions.PoolCap"/> holds too. Default: 2147483647, which leaves all to that.</value>
    public int PoolCap { get; init; } = int.MaxValue;

    /// <summary>
    /// Learners of the training episodes by name, each with its share of them relative to the sum of all; validation and evaluation have <see
    /// cref="EnvironmentDefinition.Learner"/>.
    /// </summary>
    /// <value>Shares of more than 0, at most 1. Default: none, which trains with <see cref="EnvironmentDefinition.Learner"/> alone.</value>
    public IReadOnlyDictionary<string, double> Learners { get; init; } = new Dictionary<string, double>();
}
