using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Torch.Training;

/// <summary>How much more a policy gains on the validation sets than the reference heuristic does: the mean paired difference of AUBC.</summary>
internal sealed class Validator : IDisposable
{
    private readonly Problem[] _problems;
    private readonly ulong[] _seeds;
    private readonly double[] _reference;
    private readonly ThreadLocal<StrategyRunner> _runners;
    private readonly ParallelOptions _parallel;

    /// <param name="environment">Its validation sets, protocol and learner.</param>
    /// <param name="repeats">Splits of each set.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="jobs">Number of threads; changes no result.</param>
    public Validator(LoadedEnvironment environment, int repeats, ulong seed, int jobs)
    {
        ulong own = SeedSequence.Child(seed, "validation");
        var options = new EpisodeOptions(environment.Definition.Budget, environment.Definition.BatchSize);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = jobs };
        _runners = new ThreadLocal<StrategyRunner>(() => new StrategyRunner(environment.Learner, options));
        _seeds = [.. Enumerable.Range(0, environment.Validation.Count * repeats).Select(i => SeedSequence.Child(own, (ulong)i))];
        _problems = new Problem[_seeds.Length];
        Parallel.For(
            0, _seeds.Length, _parallel, i => _problems[i] = environment.Problem.Create(environment.Validation[i % environment.Validation.Count], _seeds[i]));
        _reference = Aubcs(environment.Reference);
    }

    /// <summary>Whether there is anything to validate on.</summary>
    public bool Any => _problems.Length > 0;

    /// <summary>Mean paired difference of AUBC to the reference.</summary>
    /// <param name="policy">Several threads use it at once.</param>
    public double Score(IQueryStrategy policy) => Aubcs(policy).Zip(_reference, (own, reference) => own - reference).Average();

    public void Dispose() => _runners.Dispose();

    private double[] Aubcs(IQueryStrategy strategy)
    {
        double[] values = new double[_problems.Length];
        Parallel.For(0, values.Length, _parallel, i => values[i] = _runners.Value!.Run(_problems[i], strategy, _seeds[i]).Aubc);
        return values;
    }
}
