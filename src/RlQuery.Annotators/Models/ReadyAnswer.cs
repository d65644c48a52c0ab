namespace RlQuery.Annotators.Models;

/// <summary>An answer that is there before anybody is asked.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Probability">How probable a model takes it to be; null where a person says it.</param>
public sealed record ReadyAnswer(int Class, double? Probability = null);
