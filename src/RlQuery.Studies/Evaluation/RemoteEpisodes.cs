using System.Text;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Parcels;

namespace RlQuery.Studies.Evaluation;

/// <summary>Has episodes of an evaluation played by nodes.</summary>
/// <param name="job">The evaluation.</param>
/// <param name="settings">Its settings.</param>
/// <param name="nodes">Who plays.</param>
internal sealed class RemoteEpisodes(EvaluationJob job, EvaluationSettings settings, IParcelNodes nodes)
{
    private readonly OutcomeReader _lines = new(settings);

    /// <summary>Has episodes played.</summary>
    /// <param name="places">Their places in the grid.</param>
    /// <param name="ended">Called for each episode as soon as its answer is here, in any order, by one thread at a time.</param>
    /// <param name="tell">Is told what a person should know.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="IOException">There is no node that can play them, or an answer is damaged.</exception>
    public void Run(IEnumerable<int> places, Action<int, EpisodeOutcome> ended, Action<string> tell, CancellationToken cancellation)
    {
        // By split, so that strategies of one problem go to one node.
        int[] items = [.. places.OrderBy(settings.SplitAt).ThenBy(place => place)];
        nodes.Run(
            EvaluationParcel.Pack(job), [], items,
            (place, answer) => ended(
                place, answer is null ? EpisodeOutcome.Of(settings.CellAt(place), new IOException("every node that played it ended")) : Read(place, answer)),
            tell, cancellation);
    }

    private EpisodeOutcome Read(int place, byte[] answer) =>
        _lines.Read(Encoding.UTF8.GetString(answer).TrimEnd('\n')) is { } read && read.Place == place
            ? read.Outcome
            : throw new IOException($"the answer to episode {place} is damaged");
}
