using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Environments;

/// <summary>Problems from given data sets: each episode draws one of them, and a split of its own.</summary>
public sealed class DatasetProblems : IProblemSource
{
    private readonly IReadOnlyList<Dataset> _data;
    private readonly ProblemOptions _options;

    /// <summary>Makes the source.</summary>
    /// <param name="data">At least one classification set in which every row has a label.</param>
    /// <param name="options">How a data set becomes a problem.</param>
    public DatasetProblems(IReadOnlyList<Dataset> data, ProblemOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfZero(data.Count, nameof(data));
        _data = data;
        _options = options;
    }

    /// <inheritdoc/>
    public LearningProblem Draw(ulong seed) => _options.Create(_data[new Pcg64(seed, "data set").NextInt(_data.Count)], seed);
}
