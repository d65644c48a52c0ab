using RlQuery.Core.Data;
using RlQuery.Core.Learners.Regression;

namespace RlQuery.Core.Environments;

/// <summary>An environment file of regression with its data sets found and checked: what <see cref="LoadedEnvironment"/> is to classification.</summary>
public sealed class RegressionEnvironment : IEvaluationEnvironment
{
    private readonly Lazy<IReadOnlyList<Dataset>> _evaluation;

    private RegressionEnvironment(string name, string hash, EnvironmentDefinition definition, Lazy<IReadOnlyList<Dataset>> evaluation)
    {
        _evaluation = evaluation;
        Name = name;
        Hash = hash;
        Definition = definition;
        Learner = RegressorCatalog.Find(definition.Learner);
        Problem = new RegressionProblemOptions(definition.Split, definition.StartLabels);
    }

    /// <summary>Name of the file without its extension.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the file.</summary>
    public string Hash { get; }

    /// <summary>What the file says.</summary>
    public EnvironmentDefinition Definition { get; }

    /// <summary>The learner that the file names.</summary>
    public IRegressorFactory Learner { get; }

    /// <summary>How a data set becomes a problem.</summary>
    public RegressionProblemOptions Problem { get; }

    /// <summary>Sets to report on.</summary>
    public IReadOnlyList<Dataset> Evaluation => _evaluation.Value;

    /// <summary>Reads an environment file and the data sets that it names.</summary>
    /// <param name="path">The file; other files that it names are relative to its folder.</param>
    /// <param name="featurizer">What makes mixed tables numeric; may be null where none is mixed.</param>
    /// <exception cref="InvalidInputException">Faults of the file or of its data sets, a line each, or its task is classification.</exception>
    public static RegressionEnvironment Read(string path, ITableFeaturizer? featurizer)
    {
        EnvironmentDefinition definition = EnvironmentFile.Read(path, out EnvironmentFaults faults);
        if (definition.Task != LearningTask.Regression)
        {
            faults.Add("task: classification is not allowed here; use regression");
            faults.ThrowIfAny();
        }
        var sets = new NamedSets(Path.GetDirectoryName(Path.GetFullPath(path))!, LearningTask.Regression, featurizer, faults);
        Lazy<IReadOnlyList<Dataset>> evaluation = sets.Open(definition.Evaluation, "evaluation");
        faults.ThrowIfAny();
        return new RegressionEnvironment(Path.GetFileNameWithoutExtension(path), EnvironmentFile.Hash(path), definition, evaluation);
    }
}
