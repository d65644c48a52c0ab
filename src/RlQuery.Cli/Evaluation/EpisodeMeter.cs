using System.Diagnostics;
using System.Globalization;
using RlQuery.Studies.Grids;

namespace RlQuery.Cli;

/// <summary>Tells how far a grid is: episodes, episodes a second, time left and failures. Several threads may count at once.</summary>
/// <param name="kept">Number of episodes that an earlier run has left: they count as done, but not for the rate.</param>
/// <param name="total">Number of all.</param>
/// <param name="report">Where it is told.</param>
internal sealed class EpisodeMeter(int kept, int total, ProgressDisplay.Report report)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private int _played;
    private int _failed;

    public void Count(EpisodeOutcome outcome)
    {
        lock (_gate)
        {
            _played++;
            _failed += outcome.Failure is null ? 0 : 1;
            int done = kept + _played;
            double rate = _played / Math.Max(1e-3, _clock.Elapsed.TotalSeconds);
            string left = done == total ? "" : $", {Show(TimeSpan.FromSeconds((total - done) / rate))} left";
            string failed = _failed == 0 ? "" : $", {_failed} failed";
            report(done, string.Create(CultureInfo.InvariantCulture, $"{done} of {total} episodes, {rate:G3}/s{left}{failed}"));
        }
    }

    private static string Show(TimeSpan time) => time.TotalDays >= 1
        ? time.ToString(@"d\d\ hh\:mm\:ss", CultureInfo.InvariantCulture)
        : time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
