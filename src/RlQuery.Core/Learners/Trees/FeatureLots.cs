using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.Trees;

/// <summary>Features in a random order without repetition, drawn on demand.</summary>
internal sealed class FeatureLots
{
    private readonly Pcg64 _draws = new(0);
    private int[] _features = [];
    private int[] _swaps = [];
    private int _drawn;

    /// <summary>Number of features.</summary>
    public int Count { get; private set; }

    /// <summary>Begins an episode.</summary>
    public void Start(int features)
    {
        Count = features;
        _drawn = 0;
        if (_features.Length < features)
        {
            _features = new int[features];
            _swaps = new int[features];
        }
        for (int j = 0; j < features; j++)
        {
            _features[j] = j;
        }
    }

    /// <summary>Begins a tree: its draws depend only on the seed and its splits.</summary>
    public void Reseed(ulong seed)
    {
        Gather();
        _draws.Reseed(seed);
    }

    /// <summary>Puts all features back, in their own order.</summary>
    public void Gather()
    {
        while (_drawn > 0)
        {
            _drawn--;
            (_features[_drawn], _features[_swaps[_drawn]]) = (_features[_swaps[_drawn]], _features[_drawn]);
        }
    }

    /// <summary>Draws one of the features not drawn since <see cref="Gather"/>; there must be one.</summary>
    public int Next()
    {
        int place = _drawn + _draws.NextInt(Count - _drawn);
        (_features[_drawn], _features[place]) = (_features[place], _features[_drawn]);
        _swaps[_drawn] = place;
        return _features[_drawn++];
    }
}
