using RlQuery.Core.Environments.Files;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tuning;

/// <summary>How good the policy of a trial is: the mean paired difference of AUBC to margin sampling on the environment's validation sets.</summary>
/// <remarks>
/// The measure is the one by which training keeps its best policy, but with its own splits and starts. The best of many scores on the same splits is too
/// optimistic, the more so the more scores there are. All trials have the same splits. Evaluation sets are never used.
/// </remarks>
public sealed class TrialScore : IDisposable
{
    private readonly Validator _validator;

    /// <summary>Runs margin sampling on every split.</summary>
    /// <param name="environment">Its validation sets, of which there is at least one, protocol and learner.</param>
    /// <param name="repeats">Splits of each set, at least 1.</param>
    /// <param name="seed">Seed of the tuning.</param>
    /// <param name="jobs">Number of threads; changes no result.</param>
    /// <param name="players">Other processes that play; changes no result. Null for this one.</param>
    /// <param name="cancel">Ends the episodes of <paramref name="players"/>.</param>
    public TrialScore(
        LoadedEnvironment environment, int repeats, ulong seed, int jobs, IRoundPlayers? players = null, CancellationToken cancel = default) =>
        _validator = new Validator(environment, repeats, drawn: 0, SeedSequence.Child(seed, "tune"), jobs, players, cancel);

    /// <summary>The score of a policy, to six decimals, as in result files.</summary>
    /// <param name="policy">Several threads use it at once.</param>
    public double Of(LearnedPolicy policy) => Rounded(_validator.Score(policy).Score);

    /// <summary>The same, of a trial whose policy other processes play.</summary>
    /// <param name="trial">What its training ended in.</param>
    /// <param name="players">Those processes, for the trial's own environment; there were some from the beginning.</param>
    /// <param name="cancel">Ends the episodes.</param>
    /// <exception cref="IOException">Nobody can play them.</exception>
    public double Of(TrainingResult trial, IRoundPlayers players, CancellationToken cancel) =>
        Rounded(_validator.Score(ValidatedPolicy.Of(trial), players, cancel).Score);

    /// <inheritdoc/>
    public void Dispose() => _validator.Dispose();

    private static double Rounded(double score) => Math.Round(score, 6);
}
