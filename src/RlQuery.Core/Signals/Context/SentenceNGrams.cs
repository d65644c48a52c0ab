using RlQuery.Core.Data.Text;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The runs of words of the items' texts, and which of them occur in labelled or taken items. Counts are kept from query to query.</summary>
internal sealed class SentenceNGrams
{
    /// <summary>Words of the longest run.</summary>
    private const int Longest = 3;

    private Items? _items;
    private int[] _lengths = [];
    private int[][] _runs = [];
    private int[][] _holders = [];
    private long[] _whole = [];
    private long[] _unseen = [];
    private bool[] _isSeen = [];
    private int _counted;

    /// <summary>Begins an episode.</summary>
    /// <param name="items">Its items, which have texts.</param>
    public void Start(Items items)
    {
        if (!ReferenceEquals(_items?.Texts, items.Texts))
        {
            Index(items.Texts!);
        }
        _items = items;
        Forget();
    }

    /// <summary>Forgets which items are labelled and taken.</summary>
    public void Forget()
    {
        _whole.CopyTo(_unseen, 0);
        Array.Clear(_isSeen);
        _counted = 0;
    }

    /// <summary>Counts what was labelled and taken since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        int labelled = pool.Labelled.Length;
        for (; _counted < labelled + pool.Pending.Length; _counted++)
        {
            See(_counted < labelled ? pool.Labelled[_counted] : pool.Pending[_counted - labelled]);
        }
    }

    /// <summary>The runs of an item that no labelled or taken one has, each counted by the items that have it, for each of its words.</summary>
    /// <param name="item">The item.</param>
    public double UnseenPerWord(int item) => (double)_unseen[item] / Math.Max(1, _lengths[item]);

    private void See(int item)
    {
        foreach (int run in _runs[item])
        {
            if (_isSeen[run])
            {
                continue;
            }
            _isSeen[run] = true;
            foreach (int holder in _holders[run])
            {
                _unseen[holder] -= _holders[run].Length;
            }
        }
    }

    private void Index(IReadOnlyList<string> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var holders = new List<List<int>>();
        _runs = new int[texts.Count][];
        _lengths = new int[texts.Count];
        for (int item = 0; item < texts.Count; item++)
        {
            string[] words = [.. SentenceWords.Of(texts[item]).Select(word => word.ToLowerInvariant())];
            _lengths[item] = words.Length;
            var own = new HashSet<int>();
            for (int length = 1; length <= Longest; length++)
            {
                for (int first = 0; first + length <= words.Length; first++)
                {
                    string run = string.Join(' ', words, first, length);
                    if (!numbers.TryGetValue(run, out int number))
                    {
                        numbers.Add(run, number = holders.Count);
                        holders.Add([]);
                    }
                    if (own.Add(number))
                    {
                        holders[number].Add(item);
                    }
                }
            }
            _runs[item] = [.. own];
        }
        _holders = [.. holders.Select(list => list.ToArray())];
        _whole = [.. _runs.Select(own => own.Sum(run => (long)_holders[run].Length))];
        _unseen = new long[texts.Count];
        _isSeen = new bool[_holders.Length];
    }
}
