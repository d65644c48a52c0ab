using RlQuery.Core.Data.Text;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>The state of a session: the replay of its events over the initial labels of the table.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class LabellingState
{
    private readonly List<string> _classes;
    private readonly IAnswerRule? _rule;
    private readonly string?[] _given;
    private readonly string?[] _answers;
    private readonly SortedSet<int> _skipped = [];
    private readonly List<int> _labelled;
    private readonly SortedDictionary<int, Opinions> _opinions = [];
    private readonly List<string> _annotators = [];
    private readonly HashSet<string> _imports = [];
    private readonly List<Standing> _history = [];
    private readonly Dictionary<int, ChoiceSet?> _asked = [];
    private readonly RowNotes _notes = new();

    /// <param name="answers">The table's label of each row; null for rows to label. Copied.</param>
    /// <param name="classes">The classes that are known at the beginning; empty where answers name none.</param>
    /// <param name="form">What answers are; null for classes.</param>
    /// <param name="rule">How answers hang together; null where each stands for itself.</param>
    public LabellingState(IReadOnlyList<string?> answers, IEnumerable<string> classes, IAnswerForm? form = null, IAnswerRule? rule = null)
    {
        _rule = rule;
        Form = form ?? AnswerForms.Classes;
        _given = [.. answers.Select(answer => answer is null ? null : Form.Normalize(answer))];
        _answers = [.. _given];
        _classes = [.. classes];
        _labelled = [.. Enumerable.Range(0, _answers.Length).Where(row => _answers[row] is not null)];
    }

    // The opinions on a row, the latest last, and its settled label.
    private sealed record Opinions(Opinion[] Said, string? Settled)
    {
        public static readonly Opinions None = new([], null);

        public Opinions With(Opinion next) => this with { Said = [.. Said.Where(one => one.By != next.By), next with { At = next.At ?? After(next.By) }] };

        // Where the truth is known, what corrects it is the truth.
        public Opinions Corrected(Opinion next) => !Said.Any(one => one.IsGroundTruth) ? With(next)
            : (this with { Said = [.. Said.Select(one => one with { IsGroundTruth = false })] }).With(next with { IsGroundTruth = true });

        // What is said without a time is later than what it replaces, lest an older file took its place.
        private DateTimeOffset? After(string? by) => Said.Where(one => one.By == by).Select(one => one.At?.AddTicks(1)).FirstOrDefault();
    }

    // The changes of an event that can be undone.
    private sealed record Standing(LabellingEvent Event, Opinions Before);

    /// <summary>What answers are.</summary>
    public IAnswerForm Form { get; }

    /// <summary>Names of the classes: those of the beginning, then the added ones.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>
    /// The answer of each row that counts, or null: what was settled on, else what is called the truth, else what follows from all that was said (<see
    /// cref="IAnswerForm.Combine"/>), else what the table says.
    /// </summary>
    public IReadOnlyList<string?> Answers => _answers;

    /// <summary>What learners predict for each unit of a row.</summary>
    public AnswerSpace Space => Form.SpaceOf(Classes);

    /// <summary>Labelled rows in order of labelling; first, ascending, those with a label in the table.</summary>
    public IReadOnlyList<int> Labelled => _labelled;

    /// <summary>Rows that were skipped and have no label.</summary>
    public IReadOnlySet<int> Skipped => _skipped;

    /// <summary>The row that was asked for last and waits for an answer; null if there is none.</summary>
    public int? Pending { get; private set; }

    /// <summary>What could have been asked when a row was asked for last; null where nothing else could, or it never was.</summary>
    /// <param name="row">The row.</param>
    public ChoiceSet? ChoicesOf(int row) => _asked.GetValueOrDefault(row);

    /// <summary>Number of answered questions: labels and skips that were not undone.</summary>
    public int Answered { get; private set; }

    /// <summary>All named annotators, in the order of their first events.</summary>
    public IReadOnlyList<string> Annotators => _annotators;

    /// <summary>Hashes of the files that were imported.</summary>
    public IReadOnlySet<string> Imports => _imports;

    /// <summary>How many events were taken in: what follows from the state holds as long as there are no more.</summary>
    internal int Events { get; private set; }

    /// <summary>Rows of which somebody said something, ascending.</summary>
    public IEnumerable<int> Said => _opinions.Keys;

    /// <summary>Rows on which annotators disagree and that are not settled, ascending.</summary>
    public IEnumerable<int> Conflicts => _opinions.Keys.Where(IsConflict);

    /// <summary>The opinions on a row, the latest last; one per annotator.</summary>
    /// <param name="row">The row.</param>
    public IReadOnlyList<Opinion> OpinionsOf(int row) => Of(row).Said;

    /// <summary>What annotators have noted of a row, the latest last; at most one note each.</summary>
    /// <param name="row">The row.</param>
    public IReadOnlyList<RowNote> NotesOf(int row) => _notes.Of(row);

    /// <summary>Whether the label of a row was settled after a conflict.</summary>
    /// <param name="row">The row.</param>
    public bool IsSettled(int row) => Of(row).Settled is not null;

    /// <summary>Whether an annotator may be asked for a row: it has no label in the table, is not settled, and has no answer from this annotator.</summary>
    /// <param name="row">The row.</param>
    /// <param name="annotator">Who would be asked.</param>
    public bool IsOpenFor(int row, string? annotator) =>
        row >= 0 && row < _answers.Length && _given[row] is null && Of(row) is { Settled: null } known && known.Said.All(one => one.By != annotator)
        && !Follows(row);

    /// <summary>What a person calls an item: its row, where nothing else is known.</summary>
    /// <param name="row">The row.</param>
    public string Called(int row) => _rule?.Called(row) ?? FormattableString.Invariant($"row {row}");

    /// <summary>Whether the answer of a row follows from those of others.</summary>
    /// <param name="row">The row.</param>
    internal bool Follows(int row) => _rule?.Follows(this, row) == true;

    /// <summary>Why an event cannot happen now.</summary>
    /// <param name="next">The event.</param>
    /// <returns>One line; null where it can.</returns>
    public string? FaultOf(LabellingEvent next) => FaultByItself(next) ?? (_rule is null ? null : next switch
    {
        RowLabelled(int row, string name) => _rule.FaultOf(this, row, name),
        LabelCorrected(int row, string name) => _rule.FaultOf(this, row, name),
        RowImported(int row, string name) => _rule.FaultOf(this, row, name),
        LastUndone => FaultOfRestored(next.By),
        _ => null,
    });

    private string? FaultByItself(LabellingEvent next) => next switch
    {
        QuestionAsked(int row) => !IsOpenFor(row, next.By) ? $"row {row} is no open row"
            : ((QuestionAsked)next).Among is not { } among ? null
            : among.PlaceOf(row) < 0 ? $"row {row} is none of those that could have been asked for"
            : among.Rows.FirstOrDefault(one => !IsOpenFor(one, next.By), -1) is >= 0 and int closed ? $"row {closed} could not have been asked for" : null,
        RowLabelled(int row, string name) => FaultOfAnswer(row, next.By) ?? Form.FaultOf(name, _classes),
        RowSkipped(int row) => FaultOfAnswer(row, next.By),
        LabelCorrected(int row, string name) => FaultOfRow(row) ?? (IsUntouched(row) ? FaultOfUntouched(row, name) : Form.FaultOf(name, _classes)),
        ConflictSettled(int row, string name) =>
            FaultOfRow(row) ?? (IsConflict(row) ? Form.FaultOf(name, _classes) : $"row {row}: there is no disagreement to settle"),
        RowNoted(int row, string text) => FaultOfRow(row) ?? RowNotes.FaultOf(text),
        ClassAdded(string name) => FaultOfNewClass(name),
        FileImported(string hash, _) => _imports.Contains(hash) ? "the file was imported before" : null,
        RowImported(int row, var name) => FaultOfRow(row) ?? (name is null ? null : Form.FaultOf(name, _classes)),
        SettlementImported(int row, string name) => FaultOfRow(row) ?? Form.FaultOf(name, _classes),
        LastUndone => FaultOfUndo(next.By),
        _ => throw new ArgumentException($"{next.GetType().Name} is not an event of a session", nameof(next)),
    };

    /// <summary>Takes an event in.</summary>
    /// <param name="next">The event.</param>
    /// <exception cref="InvalidInputException">The event is not possible now; see <see cref="FaultOf"/>.</exception>
    public void Apply(LabellingEvent next)
    {
        if (FaultOf(next) is { } fault)
        {
            throw new InvalidInputException(fault);
        }
        Events++;
        if (next.By is { } name && !_annotators.Contains(name))
        {
            _annotators.Add(name);
        }
        switch (next)
        {
            case QuestionAsked(int row) asked:
                Pending = row;
                _asked[row] = asked.Among;
                break;
            case RowLabelled(int row, string label):
                Answer(next, row, Form.Normalize(label));
                break;
            case RowSkipped(int row):
                Answer(next, row, null);
                break;
            case LabelCorrected(int row, string label):
                Opinions before = Stand(next, row);
                string corrected = Form.Normalize(label);
                Set(row, before.Settled is null ? before.Corrected(new Opinion(next.By, corrected)) : before with { Settled = corrected });
                break;
            case ConflictSettled(int row, string label):
                Set(row, Stand(next, row) with { Settled = Form.Normalize(label) });
                break;
            case RowNoted(int row, string text):
                _notes.Set(row, new RowNote(next.By, text));
                break;
            case ClassAdded(string label):
                _history.Add(new Standing(next, Opinions.None));
                _classes.Add(label);
                break;
            case FileImported(string hash, _):
                _imports.Add(hash);
                _history.Clear();
                break;
            case RowImported(int row, var label) brought:
                string? said = label is null ? null : Form.Normalize(label);
                Import(row, Of(row).With(new Opinion(next.By, said) { At = brought.At, IsGroundTruth = brought.IsGroundTruth }));
                break;
            case SettlementImported(int row, string label):
                Import(row, Of(row) with { Settled = Form.Normalize(label) });
                break;
            default:
                int undone = UndoneBy(next.By);
                Standing last = _history[undone];
                _history.RemoveAt(undone);
                Undo(last);
                break;
        }
    }

    /// <summary>The answer that counts of several opinions on one row; null where none has an answer.</summary>
    internal static string? Counting(IAnswerForm form, IReadOnlyList<Opinion> said) => form.Combine(Heard(said));

    private Opinions Of(int row) => _opinions.GetValueOrDefault(row, Opinions.None);

    private void Answer(LabellingEvent next, int row, string? answer)
    {
        Set(row, Stand(next, row).With(new Opinion(next.By, answer)));
        Pending = null;
        Answered++;
    }

    private void Import(int row, Opinions known)
    {
        Set(row, known);
        _history.Clear();
        Pending = Pending == row ? null : Pending;
    }

    private Opinions Stand(LabellingEvent next, int row)
    {
        Opinions before = Of(row);
        _history.Add(new Standing(next, before));
        return before;
    }

    private void Undo(Standing last)
    {
        switch (last.Event)
        {
            case ClassAdded:
                _classes.RemoveAt(_classes.Count - 1);
                break;
            case LabelCorrected(int row, _):
                Set(row, last.Before);
                break;
            case ConflictSettled(int row, _):
                Set(row, last.Before);
                break;
            case RowLabelled(int row, _):
                AskAgain(row, last.Before);
                break;
            case RowSkipped(int row):
                AskAgain(row, last.Before);
                break;
        }
    }

    private void AskAgain(int row, Opinions before)
    {
        Set(row, before);
        Pending = row;
        Answered--;
    }

    // What an import brought cannot be undone.
    private void Set(int row, Opinions opinions)
    {
        _ = opinions == Opinions.None ? _opinions.Remove(row) : (_opinions[row] = opinions) is not null;
        string? answer = opinions.Settled ?? Counting(Form, opinions.Said) ?? _given[row];
        if (_answers[row] is null && answer is not null)
        {
            _labelled.Add(row);
        }
        else if (_answers[row] is not null && answer is null)
        {
            _labelled.RemoveAt(_labelled.LastIndexOf(row));
        }
        _answers[row] = answer;
        _ = answer is null && opinions.Said.Length > 0 ? _skipped.Add(row) : _skipped.Remove(row);
    }

    private string FaultOfUntouched(int row, string name) => (Form.FaultOf(name, _classes) is null ? _rule?.FaultOf(this, row, name) : null)
        ?? $"{Called(row)} {(_rule is null ? "has" : "have")} no label yet to correct";

    private bool IsUntouched(int row) => _answers[row] is null && !_skipped.Contains(row);

    private bool IsConflict(int row) =>
        Of(row) is { Settled: null } known && Heard(known.Said).Select(one => one.Answer).OfType<string>().Distinct().Skip(1).Any();

    // What is called the truth alone, where something is.
    private static IReadOnlyList<Opinion> Heard(IReadOnlyList<Opinion> said) =>
        said.Any(one => one is { IsGroundTruth: true, Answer: not null }) ? [.. said.Where(one => one.IsGroundTruth)] : said;

    private string? FaultOfAnswer(int row, string? by) => Pending == row && IsOpenFor(row, by) ? null : $"row {row} is not the row in question";

    private string? FaultOfRow(int row) => row < 0 || row >= _answers.Length ? $"row: {row} is not allowed; use 0..{_answers.Length - 1}" : null;

    private string? FaultOfUndo(string? by) =>
        _history.Count == 0 ? _imports.Count > 0 ? "nothing to undo since the last import" : "nothing to undo: the session is as it began"
        : UndoneBy(by) >= 0 ? null
        : _history.Exists(one => one.Event.By == by) ? "your last answer cannot be undone, since others have said something of it; correct it"
        : $"nothing of yours to undo: the last answer was given by {CellText.Show(_history[^1].Event.By!)}";

    // The last of all, or one's own last, where nobody has said anything of the same row since; below 0 where there is none.
    private int UndoneBy(string? by)
    {
        if (_history[^1].Event.By is not { } other || other == by)
        {
            return _history.Count - 1;
        }
        int own = _history.FindLastIndex(one => one.Event.By == by);
        return own >= 0 && RowOf(_history[own].Event) is int row && !_history.Skip(own + 1).Any(one => RowOf(one.Event) == row) ? own : -1;
    }

    // What one takes back may hold up what others have said since.
    private string? FaultOfRestored(string? by) =>
        _history[UndoneBy(by)] is { Event: LabelCorrected(int row, _), Before: var before } && (before.Settled ?? Counting(Form, before.Said)) is { } answer
            && answer != _answers[row] ? _rule!.FaultOf(this, row, answer) : null;

    private static int? RowOf(LabellingEvent happened) => happened switch
    {
        RowLabelled(int row, _) => row,
        RowSkipped(int row) => row,
        LabelCorrected(int row, _) => row,
        ConflictSettled(int row, _) => row,
        _ => null,
    };

    private string? FaultOfNewClass(string name) =>
        _rule is not null ? $"class: {CellText.Show(name)} is not allowed; use {string.Join(" or ", _classes)}"
        : Form.FaultOfClass(name) is { } fault ? fault
        : _classes.Contains(name) ? $"class: {CellText.Show(name)} is there already"
        : name != name.Trim() || CellText.IsPlainlyMissing(name) || name.Any(char.IsControl)
            ? $"class: {CellText.Show(name)} is not allowed; use one line of text that is not empty, ? or NA"
        : CellText.Classify(name, out _) == CellKind.NotFinite ? $"class: {CellText.Show(name)} is not allowed; it is not a finite number" : null;
}
