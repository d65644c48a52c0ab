using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>Made items as their signals see them: of which class they are, and where they lie.</summary>
/// <remarks>The class of a made item is known, because only items of labelled rows can be chosen.</remarks>
internal sealed class MadeState
{
    private readonly SignalContext _context;
    private readonly MadeItems _made;
    private readonly int[] _classes;
    private readonly int[] _counts;

    /// <summary>Looks at the answers so far. Holds until the next answer.</summary>
    /// <param name="context">The state of an episode in which items are made.</param>
    public MadeState(SignalContext context)
    {
        _context = context;
        _made = context.Items.Made ?? throw new ArgumentException("no item is made", nameof(context));
        _classes = new int[_made.Rows];
        _counts = context.Pool.ClassCounts.ToArray();
        for (int i = 0; i < context.Pool.Labelled.Length; i++)
        {
            if (!_made.IsMade(context.Pool.Labelled[i]))
            {
                _classes[context.Pool.Labelled[i]] = context.Pool.Labels[i];
            }
        }
        foreach (int item in context.Pool.Pending)
        {
            _counts[ClassOf(item)] += _made.IsMade(item) ? 1 : 0;
        }
    }

    /// <summary>Whether an item is made.</summary>
    public bool IsMade(int item) => _made.IsMade(item);

    /// <summary>How much fewer labelled and made items its class has than the largest class, as a share of those of the largest.</summary>
    /// <param name="item">A made item that can be chosen.</param>
    public double Rarity(int item) => 1 - ((double)_counts[ClassOf(item)] / _counts.Max());

    /// <summary>How unlikely the learner takes its class to be.</summary>
    /// <param name="item">A made item that can be chosen.</param>
    public double Surprise(int item) => 1 - _context.ProbabilitiesOf(item)[ClassOf(item)];

    /// <summary>Its distance d to its row, against the distance o to the nearest labelled row of another class: d / (d + o), 0 where there is none.</summary>
    /// <param name="item">A made item that can be chosen.</param>
    public double Distance(int item)
    {
        double other = double.PositiveInfinity;
        foreach (int row in _context.Pool.Labelled)
        {
            if (!_made.IsMade(row) && _classes[row] != ClassOf(item))
            {
                other = Math.Min(other, Between(item, row));
            }
        }
        double own = Between(item, _made.OriginOf(item));
        return own == 0 || double.IsInfinity(other) ? 0 : own / (own + other);
    }

    private int ClassOf(int item) => _classes[_made.OriginOf(item)];

    private double Between(int item, int row) =>
        Math.Sqrt(VectorMath.SquaredDistance(_context.Items.Features.Row(item), _context.Items.Features.Row(row)));
}
