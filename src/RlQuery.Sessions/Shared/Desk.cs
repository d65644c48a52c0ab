using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>What a shared session knows of one annotator.</summary>
/// <param name="annotator">The annotator; null if nobody is named.</param>
/// <param name="session">The session as this annotator has it.</param>
/// <param name="version">Number of this annotator's commands that are stored.</param>
internal sealed class Desk(string? annotator, LabellingSession session, int version)
{
    private const int MostKeys = 256;
    private const int MostQuestions = 256;

    private readonly Dictionary<string, SentCommand> _sent = [];
    private readonly Queue<string> _keys = [];
    private readonly Dictionary<int, Question> _asked = [];
    private readonly Queue<int> _rows = [];

    public string? Annotator { get; } = annotator;

    public LabellingSession Session { get; set; } = session;

    public int Version { get; set; } = version;

    /// <summary>The row in question; null if there is none.</summary>
    public Question? Current { get; private set; }

    /// <summary>When the row comes back, if nothing is heard until then.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Lends a row.</summary>
    public void Lend(Question question, DateTimeOffset until)
    {
        (Current, Until) = (question, until);
        if (_asked.TryAdd(question.Row, question))
        {
            _rows.Enqueue(question.Row);
        }
        _asked[question.Row] = question;
        if (_rows.Count > MostQuestions)
        {
            _asked.Remove(_rows.Dequeue());
        }
    }

    /// <summary>The row is answered, or another's.</summary>
    public void Return() => Current = null;

    /// <summary>Whether a row is lent to this annotator now.</summary>
    public bool Holds(int row, DateTimeOffset now) => Current?.Row == row && now < Until;

    /// <summary>The question as it was asked; null where that is long ago.</summary>
    public Question? AskedBefore(int row) => _asked.GetValueOrDefault(row);

    /// <summary>Keeps a command that was stored.</summary>
    public void Keep(SentCommand sent)
    {
        if (!_sent.TryAdd(sent.Key, sent))
        {
            return;
        }
        _keys.Enqueue(sent.Key);
        if (_keys.Count > MostKeys)
        {
            _sent.Remove(_keys.Dequeue());
        }
    }

    /// <summary>The command that was stored under a key; null where there is none.</summary>
    public SentCommand? Find(string key) => _sent.GetValueOrDefault(key);
}
