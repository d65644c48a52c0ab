namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>A client that takes a while for each episode, one after the other; where it is behind, nodes wait as in <c>ClusterRun</c>.</summary>
/// <param name="time">The clock.</param>
/// <param name="secondsOfEpisode">What an episode takes of its time.</param>
/// <param name="episodes">Number of episodes.</param>
internal sealed class VirtualClient(VirtualTime time, double secondsOfEpisode, int episodes)
{
    private const int MostAnswers = 64;
    private const double Late = 0.99;

    private readonly Queue<int> _answers = [];
    private readonly Queue<(int Episodes, Action Taken)> _waiting = [];
    private bool _busy;
    private int _done;

    /// <summary>Whether all episodes are here.</summary>
    public bool HasAll => _done >= episodes;

    /// <summary>When 99 % of them were.</summary>
    public double LateSeconds { get; private set; }

    /// <summary>Gives it the answer to a lot.</summary>
    /// <param name="own">Episodes of the lot.</param>
    /// <param name="taken">Called once there is room for it.</param>
    public void Offer(int own, Action taken)
    {
        if (_answers.Count >= MostAnswers)
        {
            _waiting.Enqueue((own, taken));
            return;
        }
        _answers.Enqueue(own);
        Work();
        taken();
    }

    private void Work()
    {
        if (_busy || !_answers.TryDequeue(out int own))
        {
            return;
        }
        _busy = true;
        if (_waiting.TryDequeue(out (int Episodes, Action Taken) next))
        {
            _answers.Enqueue(next.Episodes);
            time.After(0, next.Taken);
        }
        time.After(own * secondsOfEpisode, () =>
        {
            _busy = false;
            _done += own;
            LateSeconds = LateSeconds == 0 && _done >= Late * episodes ? time.Now : LateSeconds;
            Work();
        });
    }
}
