using System.Text;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Parcels;

namespace RlQuery.Studies.Evaluation;

/// <summary>Has episodes of an evaluation played by nodes.</summary>
/// <param name="job">The evaluation.</param>
/// <param name="nodes">Who plays.</param>
internal sealed class RemoteEpisodes(EvaluationJob job, IParcelNodes nodes)
{
    /// <summary>Has episodes played.</summary>
    /// <param name="cells">Which.</param>
    /// <param name="ended">Called for each episode as soon as its answer is here, in any order, by one thread at a time.</param>
    /// <param name="tell">Is told what a person should know.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <returns>The episodes, in the order of <paramref name="cells"/>.</returns>
    /// <exception cref="IOException">There is no node that can play them, or an answer is damaged.</exception>
    public IReadOnlyList<EpisodeOutcome> Run(
        IReadOnlyList<GridCell> cells, Action<EpisodeOutcome> ended, Action<string> tell, CancellationToken cancellation)
    {
        EvaluationSettings settings = job.Settings;
        var asked = new HashSet<GridCell>(cells);
        // By split, so that strategies of one problem go to one node.
        int[] items =
        [
            .. Enumerable.Range(0, (int)settings.CellsOf(Shard.Whole)).Where(item => asked.Contains(settings.CellAt(item)))
                .OrderBy(item => settings.SplitAt(item)).ThenBy(item => item),
        ];
        var outcomes = new Dictionary<GridCell, EpisodeOutcome>();
        nodes.Run(
            EvaluationParcel.Pack(job), [], items,
            (item, answer) =>
            {
                EpisodeOutcome outcome = answer is null
                    ? EpisodeOutcome.Of(settings.CellAt(item), new IOException("every node that played it ended"))
                    : Read(settings, item, answer);
                outcomes.Add(outcome.Cell, outcome);
                ended(outcome);
            },
            tell, cancellation);
        return [.. cells.Select(cell => outcomes[cell])];
    }

    private static EpisodeOutcome Read(EvaluationSettings settings, int item, byte[] answer) =>
        JournalLine.ReadOutcome(Encoding.UTF8.GetString(answer).TrimEnd('\n'), settings.Metrics) is { } outcome && outcome.Cell == settings.CellAt(item)
            ? outcome
            : throw new IOException($"the answer to episode {item} is damaged");
}
