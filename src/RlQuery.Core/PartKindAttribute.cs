namespace RlQuery.Core;

/// <summary>Marks the type that all parts of a kind implement or derive from, and says what the kind is called.</summary>
/// <param name="word">What one of them is called in messages: <c>learner</c>.</param>
/// <param name="plural">What a list of them is called: <c>learners</c>.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, Inherited = false)]
public sealed class PartKindAttribute(string word, string plural) : Attribute
{
    /// <summary>What one of them is called in messages: <c>learner</c>.</summary>
    public string Word { get; } = word;

    /// <summary>What a list of them is called: <c>learners</c>.</summary>
    public string Plural { get; } = plural;
}
