using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Torch.Training;

/// <summary>The problems on which policies are validated: the same each time.</summary>
/// <remarks>
/// They are splits of the validation sets, or where there are none, problems that are drawn like those of training, of which none is played in training.
/// </remarks>
/// <param name="environment">Its validation sets, protocol and learner.</param>
/// <param name="repeats">Splits of each set.</param>
/// <param name="drawn">Problems where there are no sets.</param>
/// <param name="seed">Seed of the run.</param>
internal sealed class ValidationProblems(LoadedEnvironment environment, int repeats, int drawn, ulong seed)
{
    private const string Counts = "validation.counts";
    private const string Seed = "validation.seed";

    private readonly ulong _own = SeedSequence.Child(seed, "validation");
    private readonly IProblemSource? _source = environment.Validation.Count > 0 ? null : environment.TrainingProblems;

    /// <summary>Number of problems.</summary>
    public int Count { get; } = environment.Validation.Count > 0 ? environment.Validation.Count * repeats : drawn;

    /// <summary>Reads what <see cref="Save"/> added.</summary>
    /// <returns>Null if there is nothing of it.</returns>
    public static ValidationProblems? Load(TensorFile state, LoadedEnvironment environment)
    {
        if (!state.Names.Contains(Counts))
        {
            return null;
        }
        long[] counts = state.Int64(Counts, 2);
        return new ValidationProblems(environment, (int)counts[0], (int)counts[1], (ulong)state.Int64(Seed, 1)[0]);
    }

    /// <summary>Adds what they depend on beside the environment.</summary>
    public void Save(TensorFile state)
    {
        state.Add(Counts, [(long)repeats, (long)drawn]);
        state.Add(Seed, [(long)seed]);
    }

    /// <summary>Makes a problem.</summary>
    /// <param name="i">Its number.</param>
    public Problem Create(int i)
    {
        IReadOnlyList<Dataset> sets = environment.Validation;
        return _source is null ? environment.Problem.Create(sets[i % sets.Count], SeedOf(i)) : _source.Draw(SeedOf(i));
    }

    /// <summary>What plays them. One per thread.</summary>
    public StrategyRunner Runner() => new(
        environment.Learner, new EpisodeOptions(environment.Definition.Budget, environment.Definition.BatchSize, Metric: environment.Metric));

    /// <summary>The AUBC of a strategy.</summary>
    /// <param name="runner">Plays.</param>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="problem">What <see cref="Create"/> gave.</param>
    /// <param name="i">Its number.</param>
    public double Aubc(StrategyRunner runner, IQueryStrategy strategy, Problem problem, int i) => runner.Run(problem, strategy, SeedOf(i)).Aubc;

    private ulong SeedOf(int i) => SeedSequence.Child(_own, (ulong)i);
}
