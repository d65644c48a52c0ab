namespace RlQuery.Core.Tasks;

/// <summary>The source of answers, at a cost: a table whose labels are known, a person, or a model.</summary>
/// <remarks>This is the only source of answers. An episode asks only for the chosen items.</remarks>
public interface IOracle
{
    /// <summary>What an answer costs, in the task's unit of cost.</summary>
    /// <param name="item">Number of the item.</param>
    /// <returns>A number of at least 0: 1 where labels are counted.</returns>
    double CostOf(int item);

    /// <summary>Asks for the answer of an item.</summary>
    /// <param name="item">Number of the item.</param>
    /// <param name="answer">Receives a value for each unit of the item: a class, from 0, or a number.</param>
    /// <exception cref="InvalidOperationException">It does not know the answer.</exception>
    void Ask(int item, Span<double> answer);

    /// <summary>Asks for the answer of an item of an annotator that learns or tires.</summary>
    /// <param name="before">How many answers the same annotator gave before, the start aside.</param>
    /// <param name="item">Number of the item.</param>
    /// <param name="answer">Receives a value for each unit of the item.</param>
    /// <value>Default: the answer is the same, whatever was asked before.</value>
    void AskAfter(int before, int item, Span<double> answer) => Ask(item, answer);

    /// <summary>Asks for the answer of an item where answers are texts.</summary>
    /// <param name="item">Number of the item.</param>
    /// <returns>A text that is not empty.</returns>
    /// <exception cref="InvalidOperationException">It does not know the answer, or its answers are no texts: the default.</exception>
    string AskText(int item) => throw new InvalidOperationException($"the answer of item {item} is no text");

    /// <summary>What the answer of an item counts, such as the probability that it is right. Asked together with the answer.</summary>
    /// <param name="item">Number of the item.</param>
    /// <returns>A number above 0.</returns>
    /// <value>Default: 1.</value>
    double WeightOf(int item) => 1;
}
