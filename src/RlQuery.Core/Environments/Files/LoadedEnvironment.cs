using System.Text.Json;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Environments.Files;

/// <summary>An environment file with its data sets found and checked: the input of training and evaluation.</summary>
/// <remarks>Bundled sets are read on first use, so that training does not wait for sets that it must not see.</remarks>
public sealed class LoadedEnvironment
{
    private readonly Lazy<IReadOnlyList<Dataset>> _training;
    private readonly Lazy<IReadOnlyList<Dataset>> _validation;
    private readonly Lazy<IReadOnlyList<Dataset>> _evaluation;

    private LoadedEnvironment(
        string name, string hash, EnvironmentDefinition definition, Parts parts, IReadOnlyList<ISyntheticTask> synthetic, Lazy<IReadOnlyList<Dataset>> training,
        Lazy<IReadOnlyList<Dataset>> validation, Lazy<IReadOnlyList<Dataset>> evaluation)
    {
        Synthetic = synthetic;
        _training = training;
        _validation = validation;
        _evaluation = evaluation;
        Name = name;
        Hash = hash;
        Definition = definition;
        Parts = parts;
        Task = definition.TaskIn(parts);
        SignalList = SignalList.ByName(parts, definition.Signals, definition.State, Task);
        Learner = parts.FindLearner(definition.Learner ?? Task.DefaultLearner, Task.Unit);
        TrainingLearner = definition.Training.Learners.Count == 0
            ? Learner
            : new MixedLearners([.. definition.Training.Learners.Select(entry => (parts.FindLearner(entry.Key, Task.Unit), entry.Value))]);
        Problem = new ProblemOptions(Task, definition.Split, definition.StartPerClass ?? definition.StartLabels ?? Task.DefaultStart)
        {
            Annotators = definition.Annotators,
            Truth = definition.Truth,
            Errors = definition.CostMatrix is { } matrix ? new ErrorCosts(matrix) : null,
            Make = definition.Make,
            Costs = definition.Costs is { } costs ? (costs[0], costs[1]) : null,
            StartClasses = definition.StartClasses,
            OutOfScope = definition.OutOfScope,
        };
    }

    /// <summary>Name of the file without its extension.</summary>
    public string Name { get; }

    /// <summary>Path of the file.</summary>
    public string Source { get; private init; } = "";

    /// <summary>SHA-256 of the file.</summary>
    public string Hash { get; }

    /// <summary>What the file says.</summary>
    public EnvironmentDefinition Definition { get; }

    /// <summary>Where what the file names was found.</summary>
    public Parts Parts { get; }

    /// <summary>The kind of answer that is asked for.</summary>
    public ITask Task { get; }

    /// <summary>The heuristic that policies are measured against.</summary>
    public IQueryStrategy Reference => Parts.Find<IQueryStrategy>(Task.Reference);

    /// <summary>Signals and state values that a policy sees.</summary>
    public SignalList SignalList { get; }

    /// <summary>The learner of validation and evaluation, and of training unless the file names a mix.</summary>
    public ILearnerFactory Learner { get; }

    /// <summary>The learner of training episodes, or a mix of several.</summary>
    public ILearnerFactory TrainingLearner { get; }

    /// <summary>What a person should know of how the files that it names were read, a line each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The metric that training rewards and validates by; null for the task's own.</summary>
    public IMetric? Metric => Definition.Reward.Metric is string name ? Parts.Find<IMetric>(name) : null;

    /// <summary>The metrics of an evaluation that names none: the one that training rewards, then the task's default.</summary>
    public IReadOnlyList<IMetric> Metrics => Metric is null || Metric == Task.DefaultMetric ? [Task.DefaultMetric] : [Metric, Task.DefaultMetric];

    /// <summary>How a data set becomes a problem.</summary>
    public ProblemOptions Problem { get; }

    /// <summary>Real sets to train on.</summary>
    public IReadOnlyList<Dataset> Training => _training.Value;

    /// <summary>Synthetic tasks to train on.</summary>
    public IReadOnlyList<ISyntheticTask> Synthetic { get; }

    /// <summary>Sets by which training chooses its best policy.</summary>
    public IReadOnlyList<Dataset> Validation => _validation.Value;

    /// <summary>Sets to report on.</summary>
    public IReadOnlyList<Dataset> Evaluation => _evaluation.Value;

    /// <summary>Where training problems come from.</summary>
    /// <exception cref="InvalidInputException">The environment names no training data.</exception>
    public IProblemSource TrainingProblems
    {
        get
        {
            ProblemOptions problem = Problem with
            {
                Split = Problem.Split with { PoolCap = Math.Min(Definition.Training.PoolCap, Problem.Split.PoolCap) },
                RareShare = Definition.Training.RareShare,
            };
            IProblemSource? real = Training.Count > 0 ? new DatasetProblems(Training, problem, Definition.Training.DerivedShare) : null;
            IProblemSource? synthetic = Synthetic.Count > 0 ? new SyntheticProblems(Synthetic, problem, Definition.Seed) : null;
            return real is not null && synthetic is not null
                ? new MixedProblems(real, synthetic, Definition.Training.SyntheticShare)
                : real ?? synthetic ?? throw new InvalidInputException($"{Name}: training names no data; give training.data or training.synthetic");
        }
    }

    /// <summary>Reads an environment file and the data sets that it names.</summary>
    /// <param name="path">The file; other files that it names are relative to its folder.</param>
    /// <param name="parts">Where what it names is found.</param>
    /// <param name="featurizer">Encodes mixed tables; may be null if none is mixed.</param>
    /// <exception cref="InvalidInputException">Faults of the file or of its data sets, a line each.</exception>
    public static LoadedEnvironment Read(string path, Parts parts, ITableFeaturizer? featurizer)
    {
        EnvironmentDefinition definition = EnvironmentFile.Read(path, parts, out EnvironmentFaults faults);
        ITask task = parts.TryFind<ITask>(definition.Task) ?? ClassificationTask.Instance;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var sets = new NamedSets(folder, task, definition.Header, parts, Linking(Encoding(featurizer, definition, folder), definition, folder, faults), faults);
        Lazy<IReadOnlyList<Dataset>> training = sets.Open(definition.Training.Data, "training.data");
        IReadOnlyList<ISyntheticTask> synthetic = sets.Find(definition.Training.Synthetic, "training.synthetic");
        Lazy<IReadOnlyList<Dataset>> validation = sets.Open(definition.Validation, "validation");
        Lazy<IReadOnlyList<Dataset>> evaluation = sets.Open(definition.Evaluation, "evaluation");
        faults.ThrowIfAny();
        return new LoadedEnvironment(
            Path.GetFileNameWithoutExtension(path), EnvironmentFile.Hash(path), definition, parts, synthetic, training, validation, evaluation)
        {
            Source = path,
            Notes = faults.Notes,
        };
    }

    /// <summary>Reads what an environment file says of episodes; its data sets are left out, and need not be there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where what it names is found.</param>
    /// <exception cref="InvalidInputException">Faults of the file, a line each.</exception>
    public static LoadedEnvironment ReadProtocol(string path, Parts parts)
    {
        EnvironmentDefinition definition = EnvironmentFile.Read(path, parts);
        ISyntheticTask[] synthetic = [.. definition.Training.Synthetic.Select(parts.FindSynthetic)];
        Lazy<IReadOnlyList<Dataset>> none = new(() => []);
        return new LoadedEnvironment(
            Path.GetFileNameWithoutExtension(path), EnvironmentFile.Hash(path), definition, parts, synthetic, none, none, none)
        {
            Source = path,
        };
    }

    private static ITableFeaturizer? Encoding(ITableFeaturizer? featurizer, EnvironmentDefinition definition, string folder)
    {
        string Located(string encoder) => EncoderNames.Locate(encoder, path => Path.Combine(folder, path));
        return definition.Encoders.Count > 0 ? featurizer?.With([.. definition.Encoders.Select(Located)]) : featurizer;
    }

    // A graph that was named with the featurizer, as --graph does, is heard before that of the file.
    private static ITableFeaturizer? Linking(ITableFeaturizer? featurizer, EnvironmentDefinition definition, string folder, EnvironmentFaults faults)
    {
        if (definition is { Graph: null, GraphColumn: { } column })
        {
            faults.Add($"graphColumn: {column} is not allowed without a graph; name it in graph");
        }
        if (definition.Graph is null || featurizer is null or LinkingFeaturizer)
        {
            return featurizer;
        }
        try
        {
            return new LinkingFeaturizer(KnowledgeGraph.Read(Path.Combine(folder, definition.Graph)), definition.GraphColumn, featurizer);
        }
        catch (InvalidInputException refused)
        {
            faults.Add(refused.Faults.Select(fault => $"graph: {fault}"));
            return featurizer;
        }
    }

    /// <summary>The same protocol and synthetic tasks with other real sets, for a fold of a cross-validation.</summary>
    /// <param name="training">Real sets to train on.</param>
    /// <param name="validation">Sets by which training chooses its best policy.</param>
    /// <param name="evaluation">Sets to report on.</param>
    /// <returns>An environment of the same name and hash: the file is the same.</returns>
    public LoadedEnvironment With(IReadOnlyList<Dataset> training, IReadOnlyList<Dataset> validation, IReadOnlyList<Dataset> evaluation) =>
        new(Name, Hash, Definition, Parts, Synthetic, new(() => training), new(() => validation), new(() => evaluation)) { Source = Source };

    /// <summary>The same environment with other settings of an agent, for a trial of a tuning.</summary>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="settings">All that the file would say of it.</param>
    /// <returns>An environment of the same name and hash: the file is the same.</returns>
    public LoadedEnvironment With(string agent, JsonElement settings)
    {
        var agents = new Dictionary<string, JsonElement>(Definition.Agents) { [agent] = settings };
        return new(Name, Hash, Definition with { Agents = agents }, Parts, Synthetic, _training, _validation, _evaluation) { Source = Source };
    }

    /// <summary>Makes the reward of one environment.</summary>
    public IReward CreateReward() =>
        Parts.Find<IRewardFactory>(Definition.Reward.Kind).Create(new RewardSetup(TrainingLearner, Task, Reference, Definition.Reward));
}
