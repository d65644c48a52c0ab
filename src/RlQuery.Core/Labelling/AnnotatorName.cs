using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling;

/// <summary>What somebody who labels may be called.</summary>
public static class AnnotatorName
{
    /// <summary>Most letters of a name.</summary>
    public const int MostLetters = 100;

    /// <summary>Why a name is not allowed.</summary>
    /// <param name="name">The name.</param>
    /// <returns>One line; null where it is allowed.</returns>
    public static string? FaultOf(string name) => name.Length is > 0 and <= MostLetters && name == name.Trim() && !name.Any(char.IsControl) ? null
        : $"annotator: {CellText.Show(name)} is not allowed; use 1..{MostLetters} letters on one line, without blanks around them";
}
