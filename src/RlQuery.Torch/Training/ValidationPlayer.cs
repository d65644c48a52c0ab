using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;

namespace RlQuery.Torch.Training;

/// <summary>Plays episodes of a validation for a training in another process.</summary>
internal sealed class ValidationPlayer
{
    private readonly ValidationProblems _problems;
    private readonly IQueryStrategy _strategy;
    private readonly StrategyRunner _runner;

    private ValidationPlayer(ValidationProblems problems, IQueryStrategy strategy)
    {
        _problems = problems;
        _strategy = strategy;
        _runner = problems.Runner();
    }

    /// <summary>What plays the episodes of a state.</summary>
    /// <param name="state">What <see cref="Validator"/> has sent.</param>
    /// <param name="environment">The environment, with its validation sets.</param>
    /// <param name="selector">What decides between the scores of the policy.</param>
    /// <returns>Null if it is not of a validation.</returns>
    public static ValidationPlayer? Of(TensorFile state, LoadedEnvironment environment, Selector selector) =>
        ValidationProblems.Load(state, environment) is not { } problems ? null
        : new ValidationPlayer(
            problems,
            ValidatedPolicy.IsIn(state) ? ValidatedPolicy.Load(state, environment.SignalList, selector).Make(environment.Name) : environment.Reference);

    /// <summary>Plays an episode.</summary>
    /// <param name="i">Its number.</param>
    /// <returns>Its AUBC.</returns>
    public byte[] Play(int i) => BitConverter.GetBytes(_problems.Aubc(_runner, _strategy, _problems.Create(i), i));
}
