namespace RlQuery.MicrosoftML.Students;

/// <summary>What a student learns from: texts, and how probable each class is of each.</summary>
/// <param name="Column">Name of the column of texts.</param>
/// <param name="Classes">Names of the classes, at least 2.</param>
/// <param name="Texts">At least one text; null where it is missing.</param>
/// <param name="Shares">Probability of each class [texts x classes], each row summing to 1; a label is a 1 and zeros.</param>
public sealed record TextLessons(string Column, IReadOnlyList<string> Classes, IReadOnlyList<string?> Texts, float[] Shares)
{
    /// <summary>The shares of a text.</summary>
    internal ReadOnlySpan<float> SharesOf(int text) => Shares.AsSpan(text * Classes.Count, Classes.Count);
}
