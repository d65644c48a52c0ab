using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Agents;

namespace RlQuery.Torch.Training;

/// <summary>How much more a policy gains on the validation problems than the reference heuristic does: the mean paired difference of AUBC.</summary>
internal sealed class Validator : IDisposable
{
    private readonly ValidationProblems _all;
    private readonly Problem[] _problems;
    private readonly double[] _reference;
    private readonly ThreadLocal<StrategyRunner> _runners;
    private readonly ParallelOptions _parallel;

    /// <param name="environment">Its validation sets, protocol and learner.</param>
    /// <param name="repeats">Splits of each set.</param>
    /// <param name="drawn">Problems where there are no sets.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="jobs">Number of threads; changes no result.</param>
    /// <param name="players">Other processes that play; changes no result. Null for this one.</param>
    /// <param name="cancel">Ends the episodes of <paramref name="players"/>.</param>
    public Validator(
        LoadedEnvironment environment, int repeats, int drawn, ulong seed, int jobs, IRoundPlayers? players = null, CancellationToken cancel = default)
    {
        _all = new ValidationProblems(environment, repeats, drawn, seed);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = jobs };
        _runners = new ThreadLocal<StrategyRunner>(_all.Runner);
        _problems = new Problem[players is null ? _all.Count : 0];
        Parallel.For(0, _problems.Length, _parallel, i => _problems[i] = _all.Create(i));
        _reference = players is null ? Aubcs(environment.Reference) : Aubcs(players, null, cancel);
    }

    /// <summary>Mean paired difference of AUBC to the reference, and its standard error over the problems.</summary>
    /// <param name="policy">Several threads use it at once.</param>
    public (double Score, double Error) Score(IQueryStrategy policy) => Score(Aubcs(policy));

    /// <summary>The same, of a policy that other processes play.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="players">Those processes; there were some from the beginning.</param>
    /// <param name="cancel">Ends the episodes.</param>
    /// <exception cref="IOException">Nobody can play them.</exception>
    public (double Score, double Error) Score(ValidatedPolicy policy, IRoundPlayers players, CancellationToken cancel) =>
        Score(Aubcs(players, policy, cancel));

    public void Dispose() => _runners.Dispose();

    private (double Score, double Error) Score(double[] aubcs)
    {
        double[] differences = [.. aubcs.Zip(_reference, (own, reference) => own - reference)];
        double mean = differences.Average();
        double variance = differences.Sum(one => (one - mean) * (one - mean)) / Math.Max(1, differences.Length - 1);
        return (mean, Math.Sqrt(variance / differences.Length));
    }

    private double[] Aubcs(IQueryStrategy strategy)
    {
        double[] values = new double[_problems.Length];
        Parallel.For(0, values.Length, _parallel, i => values[i] = _all.Aubc(_runners.Value!, strategy, _problems[i], i));
        return values;
    }

    // Without a policy, of the reference.
    private double[] Aubcs(IRoundPlayers players, ValidatedPolicy? policy, CancellationToken cancel)
    {
        var state = new TensorFile();
        _all.Save(state);
        policy?.Save(state);
        IReadOnlyList<byte[]> answers = players.Play(SentState.Bytes(state), _all.Count, cancel);
        return [.. answers.Select(answer => answer.Length == sizeof(double)
            ? BitConverter.ToDouble(answer)
            : throw new IOException("an episode of validation was damaged on its way"))];
    }
}
