using RlQuery.Cluster.Dealing;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>A node of one thread whose episodes sleep, and what <c>NodeTalk</c> says to it.</summary>
/// <param name="key">Its name.</param>
/// <param name="time">The clock.</param>
/// <param name="dealer">Deals lots, as in a client.</param>
/// <param name="client">Takes answers.</param>
/// <param name="secondsOfEpisode">What an episode takes here.</param>
internal sealed class VirtualNode(string key, VirtualTime time, LotDealer dealer, VirtualClient client, double secondsOfEpisode)
{
    // As in NodeTalk, NodeWork and ClusterTimes.
    private const int MostHeld = 2;
    private const double IdlePause = 0.1;
    private const double LongestWait = 1;
    private const double Silence = 10;

    // One way between two machines of a house.
    private const double Travel = 0.0005;

    // About that of an episode of 40 queries.
    private const int BytesOfAnswer = 1100;

    private readonly List<DealtLot> _held = [];
    private readonly Queue<DealtLot> _waiting = [];
    private readonly List<DealtLot> _answers = [];
    private readonly HashSet<long> _dropped = [];
    private bool _busy;
    private bool _dead;
    private long _asked;
    private bool _isAsked;

    /// <summary>Begins.</summary>
    public void Begin()
    {
        dealer.Join(key, 1);
        Talk();
    }

    /// <summary>Dies; after a while, the others know.</summary>
    public void Die()
    {
        _dead = true;
        time.After(Silence, () =>
        {
            dealer.Return(key, _held.Select(lot => lot.Number), died: true);
            dealer.Leave(key);
        });
    }

    private void Talk()
    {
        if (_dead)
        {
            return;
        }
        var fresh = new List<DealtLot>();
        while (_held.Count < MostHeld && dealer.Deal(key) is { } lot)
        {
            _held.Add(lot);
            fresh.Add(lot);
        }
        if (_held.Count == 0)
        {
            time.After(IdlePause, Talk);
            return;
        }
        DealtLot[] dropped = [.. _held.Where(lot => !dealer.IsOpen(lot.Number))];
        _held.RemoveAll(dropped.Contains);
        time.After(Travel, () => Hear(fresh, dropped));
    }

    private void Hear(List<DealtLot> fresh, DealtLot[] dropped)
    {
        fresh.ForEach(_waiting.Enqueue);
        _dropped.UnionWith(dropped.Select(lot => lot.Number));
        Work();
        (_isAsked, long number) = (true, ++_asked);
        if (_answers.Count > 0 || (!_busy && _waiting.Count == 0))
        {
            Reply();
            return;
        }
        time.After(LongestWait, () =>
        {
            if (_isAsked && _asked == number)
            {
                Reply();
            }
        });
    }

    private void Work()
    {
        while (!_busy && _waiting.TryDequeue(out DealtLot? lot))
        {
            Play(lot);
        }
    }

    private void Play(DealtLot lot)
    {
        _busy = true;
        time.After(secondsOfEpisode * lot.Items.Length, () =>
        {
            _busy = false;
            if (_dead)
            {
                return;
            }
            if (!_dropped.Contains(lot.Number))
            {
                _answers.Add(lot);
            }
            Work();
            if (_isAsked && _answers.Count > 0)
            {
                Reply();
            }
        });
    }

    private void Reply()
    {
        if (_dead)
        {
            return;
        }
        _isAsked = false;
        var answers = new Queue<DealtLot>(_answers);
        _answers.Clear();
        time.After(Travel, () => Take(answers));
    }

    private void Take(Queue<DealtLot> answers)
    {
        if (!answers.TryDequeue(out DealtLot? lot))
        {
            Talk();
        }
        else if (_held.Remove(lot) && dealer.Answer(key, lot.Number, secondsOfEpisode * lot.Items.Length, (long)BytesOfAnswer * lot.Items.Length) is not null)
        {
            client.Offer(lot.Items.Length, () => Take(answers));
        }
        else
        {
            Take(answers);
        }
    }
}
