namespace RlQuery.Cluster.Dealing;

/// <summary>Deals items to nodes in lots, so that each takes about the same time, and deals anew what a node does not answer. Thread-safe.</summary>
/// <remarks>
/// Lots begin small, grow with the measured time of an item on the node, and shrink towards the end, as in guided self-scheduling (Polychronopoulos and Kuck
/// 1987). Once all are dealt, an idle node gets a copy of what another has had for longest: the first answer counts.
/// </remarks>
/// <param name="items">The items; those that stand together go together.</param>
/// <param name="clock">The time since some moment.</param>
/// <param name="most">The most items of a lot, at least 1.</param>
internal sealed class LotDealer(IReadOnlyList<int> items, Func<TimeSpan> clock, int most = int.MaxValue)
{
    /// <summary>A lot that killed as many nodes is split, and a single item is given up.</summary>
    public const int MostLosses = 3;

    private const double LotSeconds = 0.5;
    private const int FirstItems = 4;
    private const int MostItems = 4096;

    // What comes at once from hundreds of nodes is in the client's memory together.
    private const double MostBytes = 1 << 18;
    private const int MostHolders = 2;

    // Half of what is left is dealt, in one lot for each thread, and then half of the rest.
    private const int Guided = 2;

    private static readonly TimeSpan LeastBeforeCopy = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private readonly Queue<DealtLot> _returned = [];
    private readonly Dictionary<long, DealtLot> _open = [];
    private readonly Dictionary<string, int> _cores = [];
    private readonly Dictionary<string, double> _secondsAt = [];
    private int _next;
    private long _numbers;
    private int _answered;
    private double _secondsOfItem;
    private double _bytesOfItem;

    /// <summary>Whether every item is answered.</summary>
    public bool Finished
    {
        get
        {
            lock (_gate)
            {
                return _answered == items.Count;
            }
        }
    }

    /// <summary>Says that a node takes part.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="cores">Number of its threads.</param>
    public void Join(string node, int cores)
    {
        lock (_gate)
        {
            _cores[node] = cores;
        }
    }

    /// <summary>The next lot of a node.</summary>
    /// <param name="node">Its name.</param>
    /// <returns>Null if there is nothing for it to do.</returns>
    public DealtLot? Deal(string node)
    {
        lock (_gate)
        {
            DealtLot? lot = Returned() ?? Fresh(node) ?? Copy(node);
            lot?.Holders[node] = clock();
            return lot;
        }
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="node">Name of the node.</param>
    /// <param name="number">Number of the lot.</param>
    /// <param name="seconds">Seconds that it took; 0 where that is not known.</param>
    /// <param name="bytes">Bytes of the answer.</param>
    /// <returns>The lot; null if another node was first.</returns>
    public DealtLot? Answer(string node, long number, double seconds, long bytes)
    {
        lock (_gate)
        {
            if (!_open.Remove(number, out DealtLot? lot))
            {
                return null;
            }
            _answered += lot.Items.Length;
            if (seconds > 0)
            {
                double own = seconds / lot.Items.Length;
                _secondsOfItem = Mean(_secondsOfItem, own);
                _secondsAt[node] = Mean(_secondsAt.GetValueOrDefault(node), own);
            }
            _bytesOfItem = Mean(_bytesOfItem, (double)bytes / lot.Items.Length);
            return lot;
        }
    }

    /// <summary>Whether a lot is still to be answered.</summary>
    /// <param name="number">Number of the lot.</param>
    public bool IsOpen(long number)
    {
        lock (_gate)
        {
            return _open.ContainsKey(number);
        }
    }

    /// <summary>Takes lots back from a node, for others.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="numbers">Numbers of the lots.</param>
    /// <param name="died">Whether the node may have died of one of them.</param>
    /// <returns>Items that are given up, since nodes die of them.</returns>
    public IReadOnlyList<int> Return(string node, IEnumerable<long> numbers, bool died)
    {
        lock (_gate)
        {
            var givenUp = new List<int>();
            foreach (long number in numbers)
            {
                if (_open.TryGetValue(number, out DealtLot? lot) && lot.Holders.Remove(node) && lot.Holders.Count == 0)
                {
                    lot.Losses += died ? 1 : 0;
                    Back(lot, givenUp);
                }
            }
            return givenUp;
        }
    }

    /// <summary>Says that a node takes no part any more.</summary>
    /// <param name="node">Its name.</param>
    public void Leave(string node)
    {
        lock (_gate)
        {
            _cores.Remove(node);
            _secondsAt.Remove(node);
        }
    }

    // Learners and sets differ: what came last says most of what comes next.
    private static double Mean(double before, double now) => before == 0 ? now : (0.8 * before) + (0.2 * now);

    private void Back(DealtLot lot, List<int> givenUp)
    {
        if (lot.Losses < MostLosses)
        {
            _returned.Enqueue(lot);
            return;
        }
        _open.Remove(lot.Number);
        if (lot.Items.Length == 1)
        {
            _answered++;
            givenUp.Add(lot.Items[0]);
            return;
        }
        // One of them is to blame; each by itself shows which.
        foreach (int item in lot.Items)
        {
            var one = new DealtLot(_numbers++, [item]);
            _open.Add(one.Number, one);
            _returned.Enqueue(one);
        }
    }

    private DealtLot? Returned()
    {
        while (_returned.TryDequeue(out DealtLot? lot))
        {
            if (_open.ContainsKey(lot.Number))
            {
                return lot;
            }
        }
        return null;
    }

    private DealtLot? Fresh(string node)
    {
        int left = items.Count - _next;
        if (left == 0)
        {
            return null;
        }
        // Before its first answer, a node may be of any speed.
        double own = _secondsAt.GetValueOrDefault(node);
        double wanted = own > 0 ? LotSeconds / own : FirstItems;
        double guided = (own > 0 ? Math.Min(1, _secondsOfItem / own) : 1) * left / (Guided * Math.Max(1, _cores.Values.Sum()));
        double held = _bytesOfItem > 0 ? MostBytes / _bytesOfItem : MostItems;
        int size = Math.Clamp((int)Math.Min(held, Math.Min(wanted, guided)), 1, Math.Min(Math.Min(MostItems, most), left));
        var lot = new DealtLot(_numbers++, [.. items.Skip(_next).Take(size)]);
        _next += size;
        _open.Add(lot.Number, lot);
        return lot;
    }

    private DealtLot? Copy(string node)
    {
        // Hundreds of nodes ask ten times a second at the end.
        (DealtLot? slowest, TimeSpan since) = (null, TimeSpan.MaxValue);
        foreach (DealtLot lot in _open.Values)
        {
            if (lot.Holders.Count is > 0 and < MostHolders && !lot.Holders.ContainsKey(node) && lot.Holders.Values.Min() is var own
                && (own < since || (own == since && lot.Number < slowest!.Number)))
            {
                (slowest, since) = (lot, own);
            }
        }
        return slowest is not null && clock() - since > LeastBeforeCopy + TimeSpan.FromSeconds(2 * _secondsOfItem * slowest.Items.Length) ? slowest : null;
    }
}
