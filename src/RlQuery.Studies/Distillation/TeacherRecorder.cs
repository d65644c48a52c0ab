using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Distillation;

/// <summary>A policy that plays as always, and whose choices are kept for those who learn from it. Serves one thread.</summary>
/// <param name="teacher">The policy.</param>
/// <param name="share">Share of its states that are kept, in (0, 1], so that long episodes do not fill the memory.</param>
internal sealed class TeacherRecorder(LearnedPolicy teacher, double share) : IQueryStrategy
{
    /// <summary>Candidates kept of each state: the best one, and a sample of the others.</summary>
    public const int MostCandidates = 32;

    private readonly List<TeacherState> _states = [];

    /// <inheritdoc/>
    public string Name => teacher.Name;

    /// <inheritdoc/>
    public SignalList SignalList => teacher.SignalList;

    /// <inheritdoc/>
    public ICandidateFocus? Focus => teacher.Focus;

    /// <summary>The states in which candidates differed, in the order in which they came.</summary>
    public IReadOnlyList<TeacherState> States => _states;

    /// <summary>Number of choices, kept or not.</summary>
    public int Choices { get; private set; }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        teacher.Score(observation, scores);
        Choices++;
        // Within an episode, the number of candidates identifies the choice.
        var draws = new Pcg64(SeedSequence.Child(SeedSequence.Child(observation.Seed, "distillation"), (ulong)observation.Count));
        if (draws.NextDouble() < share && Of(teacher.Look(observation), draws) is TeacherState state)
        {
            _states.Add(state);
        }
    }

    /// <summary>A state as it is kept; null where all candidates have one score, so that there is nothing to learn.</summary>
    /// <param name="view">What the policy saw.</param>
    /// <param name="draws">Draws the sample.</param>
    public static TeacherState? Of(PolicyView view, Pcg64 draws)
    {
        double mean = view.Scores.Average(score => (double)score);
        double deviation = Math.Sqrt(view.Scores.Average(score => (score - mean) * (score - mean)));
        if (!(deviation > 0))
        {
            return null;
        }
        int signals = view.Signals.Length / view.Scores.Length;
        double[] odds = [.. view.Scores.Select(score => Math.Exp((score - mean) / deviation))];
        double usual = odds.Average();
        int[] kept = Sample(view.Scores, draws);
        return new TeacherState(
            view.State, [.. kept.SelectMany(place => view.Signals[(place * signals)..((place + 1) * signals)])],
            [.. kept.Select(place => view.Scores[place] - mean)], [.. kept.Select(place => odds[place] / usual)], deviation);
    }

    private static int[] Sample(float[] scores, Pcg64 draws)
    {
        int[] places = [.. Enumerable.Range(0, scores.Length)];
        if (scores.Length <= MostCandidates)
        {
            return places;
        }
        int best = Array.IndexOf(scores, scores.Max());
        (places[0], places[best]) = (places[best], places[0]);
        for (int i = 1; i < MostCandidates; i++)
        {
            int j = i + draws.NextInt(places.Length - i);
            (places[i], places[j]) = (places[j], places[i]);
        }
        return [.. places.Take(MostCandidates).Order()];
    }
}
