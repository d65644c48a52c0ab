namespace RlQuery.Core.Environments.Routing;

/// <summary>What an annotator is.</summary>
public enum AnnotatorKind
{
    /// <summary>A person, simulated.</summary>
    Person,

    /// <summary>A model that somebody else trained, such as a language model, simulated.</summary>
    Model,

    /// <summary>A model that is fitted to a part of the pool whose classes are known, and answers by itself.</summary>
    Local,

    /// <summary>Somebody who answers without looking: each class as often as it likes, whatever is true.</summary>
    Spammer,
}
