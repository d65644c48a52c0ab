using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Evaluation;

/// <summary>Counts the episodes of a grid that have ended, and those that failed. Several threads may count at once.</summary>
/// <param name="kept">Number of episodes kept from an earlier run.</param>
/// <param name="report">Where it is told.</param>
/// <param name="who">Who plays, in a few words; empty where that goes without saying.</param>
internal sealed class EpisodeMeter(int kept, IProgress<StageProgress> report, Func<string> who)
{
    private readonly Lock _gate = new();
    private int _played;
    private int _failed;

    public void Count(EpisodeOutcome outcome)
    {
        lock (_gate)
        {
            _played++;
            _failed += outcome.Failure is null ? 0 : 1;
            string[] words = [who(), _failed == 0 ? "" : FormattableString.Invariant($"{_failed} failed")];
            report.Report(new StageProgress(kept + _played, string.Join(", ", words.Where(word => word.Length > 0))));
        }
    }
}
