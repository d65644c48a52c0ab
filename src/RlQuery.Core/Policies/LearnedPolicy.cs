using System.Collections.Concurrent;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Policies;

/// <summary>A trained query policy: a strategy like any other, run in managed code.</summary>
/// <remarks>
/// The networks score the candidates of the shortlist; scores are standardised over it and averaged over the ensemble. Another candidate replaces the shortlist
/// signal's own choice only if its score is better by more than the threshold. Candidates outside the shortlist rank below it, in the order of its signal.
/// Several threads may use one policy at once.
/// </remarks>
public sealed class LearnedPolicy : IQueryStrategy
{
    private readonly SignalList _inputs;
    private readonly Normalisation _normalisation;
    private readonly IReadOnlyList<IScoringNetwork> _members;
    private readonly ConcurrentBag<PolicyScorer> _idle = [];

    /// <summary>Makes a policy.</summary>
    /// <param name="name">Name as in tables.</param>
    /// <param name="inputs">Signals and state values in the order of the networks' inputs.</param>
    /// <param name="normalisation">Shift and scale of the inputs.</param>
    /// <param name="selector">How scores become a choice; the signals that it needs need not be inputs.</param>
    /// <param name="members">One network, or several to average; all of the signal list's sizes.</param>
    /// <exception cref="ArgumentException">No network, or one whose sizes do not fit the signal list.</exception>
    public LearnedPolicy(
        string name, SignalList inputs, Normalisation normalisation, Selector selector, IReadOnlyList<IScoringNetwork> members)
    {
        int context = ObservationEncoder.ContextWidthOf(inputs);
        if (members.Count == 0 || members.Any(member => member.Shape.Signals != inputs.Signals.Count || member.Shape.Context != context))
        {
            throw new ArgumentException($"{name}: needs networks of {inputs.Signals.Count} signals and {context} context values", nameof(members));
        }
        Name = name;
        SignalList = inputs.Union(selector.SignalList);
        _inputs = inputs;
        _normalisation = normalisation;
        Selector = selector;
        _members = members;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description => "learned policy";

    /// <inheritdoc/>
    public SignalList SignalList { get; }

    /// <summary>What decides between scores.</summary>
    public Selector Selector { get; }

    /// <inheritdoc/>
    /// <remarks>A perceptron looks at the mean of every signal over all candidates, so only policies of gated networks have a focus.</remarks>
    public ICandidateFocus? Focus => _members.All(member => !member.Shape.Pooled) ? Selector.Focus : null;

    /// <summary>Whether a network sees the mean of a signal: a gated one standardises signals over the shortlist.</summary>
    internal bool SeesMeans => _members.Any(member => member.Shape.Pooled);

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => Selector.ShortlistSignal;

    /// <summary>The same networks under another name and selector.</summary>
    /// <param name="name">Name as in tables.</param>
    /// <param name="selector">What decides between scores.</param>
    public LearnedPolicy With(string name, Selector selector) => new(name, _inputs, _normalisation, selector, _members);

    /// <summary>The same inputs, normalisation and selector with other networks.</summary>
    /// <param name="name">Name as in tables.</param>
    /// <param name="replace">Makes the network that takes a member's place; it is given the member's number and sizes.</param>
    public LearnedPolicy WithNetworks(string name, Func<int, NetworkShape, IScoringNetwork> replace) =>
        new(name, _inputs, _normalisation, Selector, [.. _members.Select((member, i) => replace(i, member.Shape))]);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A network gives a score that is not finite.</exception>
    public void Score(Observation observation, Span<float> scores)
    {
        if (observation.Count == 0)
        {
            return;
        }
        PolicyScorer scorer = Borrow();
        scorer.Score(observation, scores[..observation.Count]);
        _idle.Add(scorer);
    }

    /// <summary>Names of the networks' signals, in the order of their inputs.</summary>
    internal IReadOnlyList<string> InputSignals => _inputs.SignalNames;

    /// <summary>
    /// How much each of the networks' signals speaks for a candidate against the shortlist signal's own choice; see <see cref="PolicyScorer.Contrast"/>.
    /// </summary>
    /// <param name="observation">What the policy saw.</param>
    /// <param name="chosen">Index of a candidate.</param>
    /// <returns>A value for each input signal; nothing if the candidate is the shortlist signal's own choice.</returns>
    internal float[] Contrast(Observation observation, int chosen)
    {
        PolicyScorer scorer = Borrow();
        float[] contrast = scorer.Contrast(observation, chosen);
        _idle.Add(scorer);
        return contrast;
    }

    /// <summary>What the networks see of a choice, and their scores; see <see cref="PolicyScorer.Look"/>.</summary>
    /// <param name="observation">At least one candidate.</param>
    internal PolicyView Look(Observation observation)
    {
        PolicyScorer scorer = Borrow();
        PolicyView view = scorer.Look(observation);
        _idle.Add(scorer);
        return view;
    }

    private PolicyScorer Borrow() => _idle.TryTake(out PolicyScorer? scorer)
        ? scorer
        : new PolicyScorer(Name, _inputs, _normalisation, Selector, [.. _members.Select(member => member.Clone())]);
}
