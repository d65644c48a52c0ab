using RlQuery.MicrosoftML.Students;

namespace RlQuery.Studies.Compression;

/// <summary>A kind of small model that a compression makes.</summary>
/// <param name="Name">Its name in tables, and that of its file.</param>
/// <param name="Hidden">Hidden units; see <see cref="TextStudent.Hidden"/>.</param>
internal sealed record StudentKind(string Name, int Hidden)
{
    /// <summary>Ending of the files of students.</summary>
    public const string Ending = ".student";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StudentKind> All { get; } = [new("n-grams", 0), new("network", 32)];

    /// <summary>Name of its file.</summary>
    public string File => Name + Ending;
}
