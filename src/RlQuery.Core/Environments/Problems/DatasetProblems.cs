using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Problems;

/// <summary>Problems from given data sets: each episode draws one of them and a new split.</summary>
public sealed class DatasetProblems : IProblemSource
{
    private readonly IReadOnlyList<Dataset> _data;
    private readonly ProblemOptions _options;
    private readonly double _derivedShare;

    /// <summary>Makes the source.</summary>
    /// <param name="data">At least one set in which every row has its target.</param>
    /// <param name="options">How a data set becomes a problem.</param>
    /// <param name="derivedShare">Share of the episodes that play a task derived from the drawn set instead of the set itself, in [0, 1]; 0 for label
    /// sets.</param>
    public DatasetProblems(IReadOnlyList<Dataset> data, ProblemOptions options, double derivedShare = 0)
    {
        ArgumentOutOfRangeException.ThrowIfZero(data.Count, nameof(data));
        _data = data;
        _options = options;
        _derivedShare = derivedShare;
    }

    /// <inheritdoc/>
    public Problem Draw(ulong seed)
    {
        Dataset data = _data[new Pcg64(seed, "data set").NextInt(_data.Count)];
        var derivation = new Pcg64(seed, "derivation");
        return _options.Create(derivation.NextDouble() < _derivedShare ? DerivedTask.Derive(data, derivation) : data, seed);
    }
}
