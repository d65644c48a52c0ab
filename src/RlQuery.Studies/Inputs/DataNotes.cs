using RlQuery.Core.Data;

namespace RlQuery.Studies.Inputs;

/// <summary>Tells what a person should know of how data sets were read.</summary>
internal static class DataNotes
{
    /// <summary>Tells the notes of each set, a line each and each once.</summary>
    public static void Tell(this IStudyProgress progress, IEnumerable<Dataset> sets)
    {
        foreach (string note in sets.SelectMany(set => set.Notes).Distinct())
        {
            progress.Note($"note: {note}");
        }
    }
}
