using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Problems;

/// <summary>Problems from synthetic tasks: each episode draws a task and a new data set from it.</summary>
public sealed class SyntheticProblems : IProblemSource
{
    private readonly IReadOnlyList<ISyntheticTask> _tasks;
    private readonly ProblemOptions _options;
    private readonly ulong _seed;

    /// <summary>Makes the source.</summary>
    /// <param name="tasks">At least one task.</param>
    /// <param name="options">How a data set becomes a problem.</param>
    /// <param name="seed">Seed of the environment: with that of the episode it decides the data set.</param>
    public SyntheticProblems(IReadOnlyList<ISyntheticTask> tasks, ProblemOptions options, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tasks.Count, nameof(tasks));
        _tasks = tasks;
        _options = options;
        _seed = seed;
    }

    /// <inheritdoc/>
    public Problem Draw(ulong seed)
    {
        ISyntheticTask task = _tasks[new Pcg64(seed, "synthetic task").NextInt(_tasks.Count)];
        return _options.Create(task.Generate(SeedSequence.Child(_seed, seed)), seed);
    }
}
