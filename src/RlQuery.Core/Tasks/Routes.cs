namespace RlQuery.Core.Tasks;

/// <summary>The pairs of a row and an annotator that can be asked for, where several annotators answer. Immutable.</summary>
/// <remarks>
/// An item is then a pair, so that whoever chooses an item chooses a row and whom to ask. Items without an annotator are rows whose class is known for
/// certain. It knows prices, and no answers.
/// </remarks>
public sealed class Routes
{
    /// <summary>The annotator of an item whose class is known for certain.</summary>
    public const int Certain = -1;

    private readonly int[] _rows;
    private readonly int[] _annotators;
    private readonly double[] _prices;
    private readonly int[] _itemOf;

    /// <summary>Takes over its parts.</summary>
    /// <param name="rows">The rows, each once.</param>
    /// <param name="pairRows">Of each item, the place of its row among the rows.</param>
    /// <param name="pairAnnotators">Of each item, its annotator from 0, or <see cref="Certain"/>.</param>
    /// <param name="prices">What an answer of each annotator costs; above 0, ascending.</param>
    /// <param name="persons">Of each annotator, whether it is a person.</param>
    public Routes(Items rows, int[] pairRows, int[] pairAnnotators, double[] prices, IReadOnlyList<bool> persons)
    {
        Rows = rows;
        _rows = pairRows;
        _annotators = pairAnnotators;
        _prices = prices;
        Persons = persons;
        _itemOf = new int[rows.Count];
        for (int item = pairRows.Length - 1; item >= 0; item--)
        {
            _itemOf[pairRows[item]] = pairAnnotators[item] == 0 ? item : _itemOf[pairRows[item]];
        }
    }

    /// <summary>The rows, each once.</summary>
    public Items Rows { get; }

    /// <summary>Of each annotator, whether it is a person.</summary>
    public IReadOnlyList<bool> Persons { get; }

    /// <summary>How many answers each annotator gives before it leaves.</summary>
    /// <value>Default: empty; all stay.</value>
    internal int[] Limits { get; init; } = [];

    /// <summary>How several answers of a row become one.</summary>
    internal TruthRule Rule { get; init; }

    /// <summary>What an answer of each annotator costs, the cheapest first.</summary>
    public ReadOnlySpan<double> Prices => _prices;

    /// <summary>The row of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its place among <see cref="Rows"/>.</returns>
    public int RowOf(int item) => _rows[item];

    /// <summary>Who answers an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The annotator, or <see cref="Certain"/>.</returns>
    public int AnnotatorOf(int item) => _annotators[item];

    /// <summary>What the answer of an item costs; nothing where it is certain.</summary>
    /// <param name="item">The item.</param>
    public double PriceOf(int item) => _annotators[item] == Certain ? 0 : _prices[_annotators[item]];

    /// <summary>An item of a row: that of the cheapest annotator.</summary>
    /// <param name="row">Place of the row among <see cref="Rows"/>.</param>
    internal int ItemOf(int row) => _itemOf[row];

    /// <summary>How many of some items an annotator answers.</summary>
    /// <param name="annotator">The annotator.</param>
    /// <param name="items">The items.</param>
    internal int Count(int annotator, ReadOnlySpan<int> items)
    {
        int count = 0;
        foreach (int item in items)
        {
            count += _annotators[item] == annotator ? 1 : 0;
        }
        return count;
    }

    /// <summary>Whether each annotator has left; empty where all stay.</summary>
    /// <param name="pool">What was asked, and what is taken.</param>
    internal bool[] Gone(Pool pool) => Array.TrueForAll(Limits, limit => limit == int.MaxValue) ? []
        : [.. Limits.Select((limit, annotator) => Count(annotator, pool.Labelled[pool.Started..]) + Count(annotator, pool.Pending) >= limit)];

    /// <summary>Predictions of each item from those of each row.</summary>
    /// <param name="ofRows">[rows x width].</param>
    /// <param name="width">Values of a row.</param>
    /// <param name="ofItems">Receives [items x width].</param>
    internal void Spread(ReadOnlySpan<float> ofRows, int width, Span<float> ofItems)
    {
        for (int item = 0; item < _rows.Length; item++)
        {
            ofRows.Slice(_rows[item] * width, width).CopyTo(ofItems.Slice(item * width, width));
        }
    }
}
