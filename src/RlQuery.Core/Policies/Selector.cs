using System.Runtime.InteropServices;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.State;

namespace RlQuery.Core.Policies;

/// <summary>
/// How scores become a choice: which candidates may be chosen, and how much better a score must be to replace the heuristic's own choice.
/// </summary>
/// <param name="ShortlistShare">
/// Share of the candidates, those with the best value of the shortlist signal, that may be chosen; in (0, 1], at least one candidate.
/// </param>
/// <param name="ShortlistSignal">The signal that ranks for the shortlist; null for margin.</param>
/// <param name="Threshold">
/// A score must be better by this many standard deviations of the scores over the shortlist to replace the shortlist signal's own choice; at least 0.
/// </param>
/// <param name="ShortlistFloor"> Share with many labels: with n labels of K classes the shortlist is <paramref name="ShortlistShare"/> K/n
/// of the candidates, never less than this; in (0, 1]. Null for a shortlist that does not shrink.
/// </param>
/// <remarks>
/// While labels are few, the learner's own uncertainty says little and a wide choice pays; later uncertainty counts most.
/// <para>A network that may choose any candidate overfits noise. The shortlist removes most losses against margin sampling.</para>
/// </remarks>
public sealed record Selector(double ShortlistShare = 1, ISignal? ShortlistSignal = null, double Threshold = 0, double? ShortlistFloor = null) : ICandidateFocus
{
    private static readonly MarginSignal Margin = new();
    private static readonly LabelsPerClass Labels = new();

    /// <summary>The signal that ranks for the shortlist.</summary>
    public ISignal ShortlistSignal { get; init; } = ShortlistSignal ?? Margin;

    /// <summary>The signal and the state value that the shortlist needs.</summary>
    public SignalList SignalList => new([ShortlistSignal], ShortlistFloor is null ? [] : [Labels]);

    /// <summary>The selector itself if it excludes candidates by a cheap signal; else null.</summary>
    public ICandidateFocus? Focus =>
        (ShortlistShare < 1 || ShortlistFloor is not null) && !SignalList.NeedsCurvature ? this : null;

    /// <summary>The candidates that may be chosen.</summary>
    /// <param name="observation">Holds the columns of <see cref="SignalList"/>.</param>
    /// <param name="scratch">Scratch of at least as many values as candidates.</param>
    /// <param name="shortlist">Receives indices of candidates, best value of the signal first, ties by row; of at least as many as candidates.</param>
    /// <returns>How many there are.</returns>
    public int Shortlist(Observation observation, Span<float> scratch, Span<int> shortlist)
    {
        int count = observation.Count;
        shortlist = shortlist[..count];
        Span<float> keys = scratch[..count];
        int column = observation.SignalList.IndexOf(ShortlistSignal.Name);
        observation.Column(ShortlistSignal.Name).CopyTo(keys);
        bool highest = observation.SignalList.Signals[column].Preference == Preference.Highest;
        for (int i = 0; i < count; i++)
        {
            keys[i] = highest ? -keys[i] : keys[i];
            shortlist[i] = i;
        }
        keys.Sort(shortlist);
        // Sorting is not stable: in ties the lowest row goes first, so that the order of candidates changes nothing.
        ReadOnlySpan<int> rows = observation.Rows;
        for (int start = 0; start < count;)
        {
            int end = start + 1;
            while (end < count && keys[end] == keys[start])
            {
                end++;
            }
            if (end - start > 1)
            {
                SortByRow(shortlist[start..end], rows, keys[start..end]);
            }
            start = end;
        }
        return count == 0 ? 0 : Math.Max(1, (int)Math.Ceiling(ShareOf(observation) * count));
    }

    private double ShareOf(Observation observation)
    {
        if (ShortlistFloor is not double floor)
        {
            return ShortlistShare;
        }
        double labelsPerClass = LabelsPerClass.Invert(observation.StateValue(LabelsPerClass.StateName));
        return Math.Clamp(ShortlistShare / Math.Max(1, labelsPerClass), Math.Min(floor, ShortlistShare), ShortlistShare);
    }

    /// <summary>Sorts a run of ties; <paramref name="free"/> is overwritten.</summary>
    private static void SortByRow(Span<int> indices, ReadOnlySpan<int> rows, Span<float> free)
    {
        Span<int> keys = MemoryMarshal.Cast<float, int>(free);
        for (int i = 0; i < indices.Length; i++)
        {
            keys[i] = rows[indices[i]];
        }
        keys.Sort(indices);
    }
}
