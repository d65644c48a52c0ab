namespace RlQuery.Core.Labelling;

/// <summary>The notes of a session: of each row at most one by each annotator.</summary>
internal sealed class RowNotes
{
    /// <summary>Most letters of a note.</summary>
    public const int MostLetters = 2000;

    private readonly Dictionary<int, RowNote[]> _notes = [];

    /// <summary>The notes of a row, the latest last.</summary>
    public IReadOnlyList<RowNote> Of(int row) => _notes.GetValueOrDefault(row, []);

    /// <summary>Why a text cannot be a note; null where it can.</summary>
    public static string? FaultOf(string text) =>
        text.Length > MostLetters ? $"note: {text.Length} letters are too many; use at most {MostLetters}"
        : text.Any(letter => char.IsControl(letter) && letter != '\n') ? "note: it holds a control character; use letters and line ends"
        : null;

    /// <summary>Takes a note in, in place of the annotator's earlier one; an empty one takes that away.</summary>
    public void Set(int row, RowNote note)
    {
        RowNote[] others = [.. Of(row).Where(one => one.By != note.By)];
        _notes[row] = note.Text.Length == 0 ? others : [.. others, note];
    }
}
