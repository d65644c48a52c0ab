using RlQuery.Core.Labelling;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Shows what questions are about: rows, or pairs of them.</summary>
internal interface IItemView
{
    /// <summary>Whether a class can be added.</summary>
    bool CanGrow { get; }

    /// <summary>What keys do.</summary>
    string Keys { get; }

    /// <summary>What stands above the names of items in a list.</summary>
    string Column { get; }

    /// <summary>That nothing is left to ask.</summary>
    string End { get; }

    /// <summary>What an item is called in a list, such as <c>17</c>.</summary>
    string Name(int item);

    /// <summary>What stands above an item that is asked for.</summary>
    Html Heading(int item);

    /// <summary>The item as a whole.</summary>
    Html Of(int item);

    /// <summary>Its first letters, for a list.</summary>
    string Start(int item);

    /// <summary>What is like the item in question, with its answers; empty for nothing.</summary>
    Html Nearest(LabellingState state, Question question);

    /// <summary>A row that somebody looks at, with what was said of it.</summary>
    Html Single(LabellingState state, int row);
}
