namespace RlQuery.Core.Labelling;

/// <summary>How the answers of a session hang together, where the answer of one item says something of others.</summary>
public interface IAnswerRule
{
    /// <summary>What a person calls an item.</summary>
    /// <param name="item">Number of the item.</param>
    /// <returns>Words without an article, such as <c>rows 3 and 17</c>.</returns>
    string Called(int item);

    /// <summary>Whether the answer of an item follows from others, so that nobody is asked for it.</summary>
    /// <param name="state">The session.</param>
    /// <param name="item">Number of the item.</param>
    bool Follows(LabellingState state, int item);

    /// <summary>Which other answers an answer contradicts.</summary>
    /// <param name="state">The session.</param>
    /// <param name="item">Number of the item.</param>
    /// <param name="answer">An answer of the right form.</param>
    /// <returns>One line that names them; null where it contradicts none.</returns>
    string? FaultOf(LabellingState state, int item, string answer);
}
