namespace RlQuery.Core.Tasks;

/// <summary>Which items are rows, and which are made of a row. Immutable.</summary>
/// <remarks>
/// The rows come first, then as many made items for each row, in the order of the rows. Whoever chooses an item so chooses to label a row, or to make one. A
/// made item can be chosen as soon as its row is labelled, and its answer is that of its row. It knows prices, and no answers.
/// </remarks>
public sealed class MadeItems
{
    /// <summary>Takes over its parts.</summary>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="perRow">Made items of each row, at least 1.</param>
    /// <param name="price">What a made item costs, where a label costs 1; more than 0.</param>
    public MadeItems(int rows, int perRow, double price) => (Rows, PerRow, Price) = (rows, perRow, price);

    /// <summary>Number of rows: the items from 0 up to it.</summary>
    public int Rows { get; }

    /// <summary>Made items of each row.</summary>
    public int PerRow { get; }

    /// <summary>What a made item costs, where a label costs 1.</summary>
    public double Price { get; }

    /// <summary>Whether an item is made.</summary>
    /// <param name="item">The item.</param>
    public bool IsMade(int item) => item >= Rows;

    /// <summary>The row of which an item is made; a row itself.</summary>
    /// <param name="item">The item.</param>
    public int OriginOf(int item) => IsMade(item) ? (item - Rows) / PerRow : item;

    /// <summary>The first of the items that are made of a row; the others follow it.</summary>
    /// <param name="row">The row.</param>
    public int FirstOf(int row) => Rows + (row * PerRow);

    /// <summary>What an item costs.</summary>
    /// <param name="item">The item.</param>
    public double PriceOf(int item) => IsMade(item) ? Price : 1;
}
