using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Policies;

/// <summary>What a policy sees when it has to decide, in numbers without a unit of the data; and the budget that no policy may overdraw.</summary>
internal sealed class StreamSituation
{
    /// <summary>Raised whenever the meaning of a value changes: a policy of another version is refused.</summary>
    public const int Version = 1;

    // The windows of the balanced incremental quantile filter (Kottke and others 2015).
    private const int Window = 100;
    private const double Tolerance = 50;

    // Shares that are kept of what was told: of some ten labels, and of some hundred.
    private const double Fast = 0.9;
    private const double Slow = 0.99;

    private readonly StreamSetting _setting;
    private readonly BudgetEstimate _budget;
    private readonly SortedWindow _uncertainties = new(Window);
    private readonly Neighbourhood _items;
    private readonly Neighbourhood _asked;
    private readonly Pcg64 _draws;
    private readonly double[] _shares;
    private double _fast;
    private double _slow;
    private long _count;
    private long _questions;
    private long _told;

    public StreamSituation(StreamSetting setting)
    {
        _setting = setting;
        _budget = new BudgetEstimate(setting.Rate);
        _items = new Neighbourhood(setting.Features);
        _asked = new Neighbourhood(setting.Features);
        _draws = new Pcg64(setting.Seed, "policy lot");
        _shares = new double[setting.Classes];
        Array.Fill(_shares, 1.0 / setting.Classes);
        _fast = 1.0 / setting.Classes;
        _slow = 1.0 / setting.Classes;
    }

    /// <summary>What each value is.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Values { get; } =
    [
        ("above-quantile", "1 - margin, less its quantile of 1 - rate in the latest 100 items, over their range"),
        ("saved", "questions that the rate would have allowed and were not asked, over 50"),
        ("uncertainty", "1 - margin"),
        ("rank", "share of the latest 100 items that are less uncertain"),
        ("budget", "share of the budget estimate that is left"),
        ("youth", "how few labels were told: 1 / (1 + labels / (10 classes))"),
        ("accuracy", "share of the latest labels, about a hundred, that were predicted"),
        ("decline", "that share less the share of about the latest ten"),
        ("density", "how near the item is to the latest items, against how near they are to each other"),
        ("novelty", "how far the item is from the nearest of the latest questions, against the usual"),
        ("rarity", "1 - classes times the share of the predicted class among the latest labels"),
        ("lot", "a number that is drawn"),
        ("rate", "logarithm of the rate: 0 of 1 %, 1 of all"),
    ];

    /// <summary>Whether a label may be asked for.</summary>
    public bool MayAsk => _budget.IsLeft;

    /// <summary>Looks at the next item.</summary>
    /// <param name="moment">The item.</param>
    /// <param name="values">Receives a value for each of <see cref="Values"/>, most of them in [-1, 1].</param>
    public void Look(StreamMoment moment, Span<float> values)
    {
        double uncertainty = 1 - moment.Margin;
        double rank = _uncertainties.Rank(uncertainty);
        _uncertainties.Add(uncertainty);
        _count++;
        double range = _uncertainties.Range;
        double above = range > 0 ? (uncertainty - _uncertainties.Quantile(1 - _setting.Rate)) / range : 0;
        double density = _items.Nearness(moment.Features, mean: true);
        _items.Add(moment.Features);
        int i = 0;
        values[i++] = (float)above;
        values[i++] = (float)Math.Clamp(((_setting.Rate * _count) - _questions) / Tolerance, -1, 1);
        values[i++] = (float)uncertainty;
        values[i++] = (float)rank;
        values[i++] = (float)_budget.Left;
        values[i++] = (float)(1 / (1 + (_told / (10.0 * _setting.Classes))));
        values[i++] = (float)_slow;
        values[i++] = (float)(_slow - _fast);
        values[i++] = (float)density;
        values[i++] = (float)(-_asked.Nearness(moment.Features, mean: false));
        values[i++] = (float)Math.Clamp(1 - (_setting.Classes * _shares[moment.Predicted]), -1, 1);
        values[i++] = (float)((2 * _draws.NextDouble()) - 1);
        values[i] = (float)((Math.Log10(_setting.Rate) / 2) + 1);
    }

    /// <summary>Counts the item that was looked at.</summary>
    public void Count(StreamMoment moment, bool asked)
    {
        _budget.Count(asked);
        if (asked)
        {
            _questions++;
            _asked.Add(moment.Features);
        }
    }

    /// <summary>Hears the label of a question.</summary>
    public void Hear(int label, int predicted)
    {
        double hit = label == predicted ? 1 : 0;
        _fast = (Fast * _fast) + ((1 - Fast) * hit);
        _slow = (Slow * _slow) + ((1 - Slow) * hit);
        _told++;
        for (int k = 0; k < _shares.Length; k++)
        {
            _shares[k] = (Slow * _shares[k]) + (k == label ? 1 - Slow : 0);
        }
    }

    public void Exchange(StreamState state)
    {
        _budget.Exchange(state);
        _uncertainties.Exchange(state);
        _items.Exchange(state);
        _asked.Exchange(state);
        state.Draws(_draws);
        state.Numbers(_shares);
        state.Number(ref _fast);
        state.Number(ref _slow);
        state.Number(ref _count);
        state.Number(ref _questions);
        state.Number(ref _told);
    }
}
