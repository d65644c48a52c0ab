using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>Several kinds of learners: each episode has one of them, drawn by its seed.</summary>
/// <remarks>Runs that are paired by their seed, such as a reward's margin run, have the same learner.</remarks>
internal sealed class MixedLearners : ILearnerFactory
{
    private readonly ILearnerFactory[] _learners;
    private readonly double[] _shares;

    /// <summary>Makes a mix.</summary>
    /// <param name="learners">At least one learner, each with its share of the episodes: above 0, relative to the sum of all.</param>
    /// <exception cref="ArgumentException">No learner, or a share that is not positive.</exception>
    public MixedLearners(IReadOnlyList<(ILearnerFactory Learner, double Share)> learners)
    {
        if (learners.Count == 0 || learners.Any(entry => !(entry.Share > 0 && double.IsFinite(entry.Share))))
        {
            throw new ArgumentException("needs learners with positive shares", nameof(learners));
        }
        _learners = [.. learners.Select(entry => entry.Learner)];
        _shares = [.. learners.Select(entry => entry.Share)];
    }

    /// <summary>Names of all, joined by a plus sign.</summary>
    public string Name => string.Join('+', _learners.Select(learner => learner.Name));

    /// <inheritdoc/>
    public string Description => $"one of {string.Join(", ", _learners.Select(learner => learner.Name))} in each episode";

    /// <inheritdoc/>
    public ILearnerFactory Draw(ulong seed)
    {
        double rest = new Pcg64(seed, "learner").NextDouble() * _shares.Sum();
        for (int i = 0; i < _shares.Length - 1; i++)
        {
            rest -= _shares[i];
            if (rest < 0)
            {
                return _learners[i].Draw(seed);
            }
        }
        return _learners[^1].Draw(seed);
    }

    /// <summary>Not supported: a learner of the mix is made by what <see cref="Draw"/> gives.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public ILearner Create() => throw new InvalidOperationException($"{Name}: draw one of the learners by an episode's seed");
}
