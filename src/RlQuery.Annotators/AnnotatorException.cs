namespace RlQuery.Annotators;

/// <summary>An annotator cannot be asked any more; the message is one line, names it and says why. It never holds a key.</summary>
/// <param name="message">The line.</param>
public sealed class AnnotatorException(string message) : Exception(message);
