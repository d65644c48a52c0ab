using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Torch.Training;

/// <summary>How much more a policy gains on the validation problems than the reference heuristic does: the mean paired difference of AUBC.</summary>
/// <remarks>
/// The problems are the same each time: splits of the validation sets, or where there are none, problems that are drawn like those of training, of which none
/// is played in training.
/// </remarks>
internal sealed class Validator : IDisposable
{
    private readonly Problem[] _problems;
    private readonly ulong[] _seeds;
    private readonly double[] _reference;
    private readonly ThreadLocal<StrategyRunner> _runners;
    private readonly ParallelOptions _parallel;

    /// <param name="environment">Its validation sets, protocol and learner.</param>
    /// <param name="repeats">Splits of each set.</param>
    /// <param name="drawn">Problems where there are no sets.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="jobs">Number of threads; changes no result.</param>
    public Validator(LoadedEnvironment environment, int repeats, int drawn, ulong seed, int jobs)
    {
        ulong own = SeedSequence.Child(seed, "validation");
        var options = new EpisodeOptions(environment.Definition.Budget, environment.Definition.BatchSize, Metric: environment.Metric);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = jobs };
        _runners = new ThreadLocal<StrategyRunner>(() => new StrategyRunner(environment.Learner, options));
        IReadOnlyList<Dataset> sets = environment.Validation;
        _seeds = [.. Enumerable.Range(0, sets.Count > 0 ? sets.Count * repeats : drawn).Select(i => SeedSequence.Child(own, (ulong)i))];
        _problems = new Problem[_seeds.Length];
        Parallel.For(0, _seeds.Length, _parallel, i => _problems[i] = sets.Count > 0
            ? environment.Problem.Create(sets[i % sets.Count], _seeds[i])
            : environment.TrainingProblems.Draw(_seeds[i]));
        _reference = Aubcs(environment.Reference);
    }

    /// <summary>Mean paired difference of AUBC to the reference, and its standard error over the problems.</summary>
    /// <param name="policy">Several threads use it at once.</param>
    public (double Score, double Error) Score(IQueryStrategy policy)
    {
        double[] differences = [.. Aubcs(policy).Zip(_reference, (own, reference) => own - reference)];
        double mean = differences.Average();
        double variance = differences.Sum(one => (one - mean) * (one - mean)) / Math.Max(1, differences.Length - 1);
        return (mean, Math.Sqrt(variance / differences.Length));
    }

    public void Dispose() => _runners.Dispose();

    private double[] Aubcs(IQueryStrategy strategy)
    {
        double[] values = new double[_problems.Length];
        Parallel.For(0, values.Length, _parallel, i => values[i] = _runners.Value!.Run(_problems[i], strategy, _seeds[i]).Aubc);
        return values;
    }
}
