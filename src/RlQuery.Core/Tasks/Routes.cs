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
    }

    /// <summary>The rows, each once.</summary>
    public Items Rows { get; }

    /// <summary>Of each annotator, whether it is a person.</summary>
    public IReadOnlyList<bool> Persons { get; }

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
