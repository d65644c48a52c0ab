using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Core.Queries;

namespace RlQuery.Sessions.Shared;

/// <summary>A session that several annotators answer at once: each has a row of their own, and no command counts twice.</summary>
/// <remarks>
/// <para>A row is lent to one annotator for some minutes, and comes back if nothing is heard. Rows of the overlap are everybody's. A single annotator is asked
/// the very rows that <see cref="LabellingSession"/> asks for; of several, each gets a row of a batch that was chosen a little before.</para>
/// <para>Rows are chosen on a thread of their own. All members may be called from any thread.</para>
/// </remarks>
public sealed class SharedSession : IDisposable
{
    /// <summary>How long a row is lent.</summary>
    public static readonly TimeSpan Loan = TimeSpan.FromMinutes(10);

    // Rows chosen ahead for each annotator, where several answer at once.
    private const int Ahead = 4;

    private readonly OpenSession _open;
    private readonly SharedLog _log;
    private readonly IQuestionsAhead _questions;
    private readonly SessionFollower<ChosenRows> _chosen;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CommandQueue _queue;
    private readonly Dictionary<string, Desk> _desks = [];
    private readonly TimeProvider _time;
    private readonly bool _review;
    private readonly bool _skipped;
    private readonly List<LabellingEvent> _happened = [];
    private readonly List<Action<IReadOnlyList<LabellingEvent>>> _listeners = [];
    private int _events;
    private int _wanted = 1;

    /// <param name="open">The session. Nobody else may use it while this lives; it is not let go of.</param>
    /// <param name="time">Tells when a row comes back.</param>
    /// <param name="review">Whether rows on which annotators disagree come first, to be settled.</param>
    /// <param name="skipped">Whether skipped rows come first, after those to be settled.</param>
    public SharedSession(OpenSession open, TimeProvider time, bool review = false, bool skipped = false)
    {
        (_open, _time, _review, _skipped) = (open, time, review, skipped);
        _log = new SharedLog(open.File);
        _queue = new CommandQueue(RunAsync);
        _questions = open.CreateAhead();
        var choice = new RowChoice(_questions);
        _chosen = new SessionFollower<ChosenRows>(
            open.CopyOfBeginning(), (state, told, cancel) => choice.Next(state, told, Volatile.Read(ref _wanted), cancel), time, choice.Foresee);
    }

    /// <summary>Reads the state of the session while nothing happens to it.</summary>
    /// <param name="read">Reads; must not keep the state.</param>
    /// <param name="cancel">Gives up.</param>
    /// <typeparam name="T">What is read.</typeparam>
    public async Task<T> ReadAsync<T>(Func<LabellingState, T> read, CancellationToken cancel = default)
    {
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return read(_open.State);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A copy of the state of the session, which stays as it is.</summary>
    /// <param name="cancel">Gives up.</param>
    public Task<LabellingState> CopyAsync(CancellationToken cancel = default) => ReadAsync(_ => Copy(), cancel);

    /// <summary>Begins work that follows the session from now on.</summary>
    /// <param name="work">What is done with the state whenever something has happened.</param>
    /// <param name="cancel">Gives up, before it has begun.</param>
    /// <typeparam name="T">What the work gives.</typeparam>
    internal Task<SessionFollower<T>> FollowAsync<T>(Func<LabellingState, CancellationToken, T> work, CancellationToken cancel) => ReadAsync(
        _ =>
        {
            var follower = new SessionFollower<T>(Copy(), (state, _, end) => work(state, end), _time);
            _listeners.Add(next => follower.Tell(next));
            return follower;
        },
        cancel);

    /// <summary>The question that an annotator has, or gets now.</summary>
    /// <param name="annotator">The annotator; null if nobody is named.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Turn> AskAsync(string? annotator, CancellationToken cancel = default)
    {
        while (true)
        {
            int events;
            Followed<ChosenRows>? known;
            await _gate.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                known = _chosen.Latest;
                if (Find(DeskOf(annotator), known) is { } turn)
                {
                    return turn;
                }
                events = _events;
                if (known?.Seen == _events)
                {
                    // It was chosen for fewer annotators.
                    _chosen.Tell();
                }
            }
            finally
            {
                _gate.Release();
            }
            await _chosen.WaitAsync(events, known, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a command; what is <see cref="AnswerOutcome.Stored"/> is on the disk.</summary>
    /// <param name="annotator">The annotator; null if nobody is named.</param>
    /// <param name="sent">The command.</param>
    /// <param name="cancel">Gives up, before anything has happened.</param>
    /// <returns>What came of it, in words too.</returns>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public Task<(AnswerOutcome Outcome, string Words)> SendAsync(string? annotator, SentCommand sent, CancellationToken cancel = default) =>
        _queue.RunAsync(new WaitingCommand(annotator, sent), cancel);

    /// <summary>Ends the choice of rows.</summary>
    public void Dispose()
    {
        _chosen.Dispose();
        _gate.Dispose();
    }

    private LabellingState Copy()
    {
        LabellingState copy = _open.CopyOfBeginning();
        _happened.ForEach(copy.Apply);
        return copy;
    }

    private Desk DeskOf(string? annotator)
    {
        string key = annotator is null ? "" : $"={annotator}";
        if (!_desks.TryGetValue(key, out Desk? desk))
        {
            int version = _open.File.Events.Count(one => one.By == annotator && one is not QuestionAsked);
            desk = new Desk(annotator, SessionOf(annotator), version);
            _desks.Add(key, desk);
        }
        return desk;
    }

    private LabellingSession SessionOf(string? annotator) => new(_open.State, _log, _questions, annotator, _review, _skipped);

    // Null where it is not known yet.
    private Turn? Find(Desk desk, Followed<ChosenRows>? known)
    {
        DateTimeOffset now = _time.GetUtcNow();
        Desk[] others = [.. _desks.Values.Where(other => other != desk && other.Current is { } current && other.Holds(current.Row, now))];
        Volatile.Write(ref _wanted, others.Length == 0 ? 1 : Ahead * (others.Length + 1));

        Turn Of(Question? question, TurnKind kind = TurnKind.Label) => new(question, desk.Version, kind, others.Length);

        Turn Lend(Question question)
        {
            desk.Lend(question, now + Loan);
            return Of(question);
        }

        if (desk.Session.InReview is not null || desk.Session.InSkipped is not null)
        {
            TurnKind kind = desk.Session.InReview is not null ? TurnKind.Review : TurnKind.Skipped;
            return Of(desk.Session.Ask(), kind);
        }
        bool isFresh = known?.Seen == _events;
        if (desk.Current is { } current && IsFree(current.Row, desk, others))
        {
            return Lend(current);
        }
        desk.Return();
        if (_open.State.Pending is int waiting && IsFree(waiting, desk, others))
        {
            return desk.AskedBefore(waiting) is { } asked ? Lend(asked)
                : !isFresh ? null
                : Lend(known!.Value.Waiting ?? new Question(waiting, "it was chosen before", RowJudgement.None, null));
        }
        if (_questions.Owed(_open.State, desk.Annotator) is { } owed)
        {
            return Lend(owed);
        }
        // Alone, one gets the row that follows from all answers; among others, the best that is free of those chosen last.
        if (known is null || (others.Length == 0 && !isFresh))
        {
            return null;
        }
        return known.Value.Next.FirstOrDefault(question => IsFree(question.Row, desk, others)) is { } free ? Lend(free)
            : isFresh && known.Value.Next.Count < known.Value.Wanted ? Of(null)
            : null;
    }

    // Rows of the overlap are everybody's; others are for whoever has them, until somebody has said something of them.
    private bool IsFree(int row, Desk desk, Desk[] others) =>
        _open.State.IsOpenFor(row, desk.Annotator)
        && (_open.Overlap.Contains(row)
            || (_open.State.Answers[row] is null && !_open.State.Skipped.Contains(row) && !others.Any(other => other.Current!.Row == row)));

    // A command that was run, with the row that waited for an answer right after it.
    private sealed record Outcome(WaitingCommand Command, Desk Desk, AnswerOutcome What, string Words, int? Pending);

    // All are run, then stored in one transaction, and only then acknowledged. Nobody who reads waits for the disk.
    private async Task RunAsync(IReadOnlyList<WaitingCommand> group)
    {
        try
        {
            Outcome[] outcomes = await ReadAsync(_ => group.Select(command => Run(DeskOf(command.Annotator), command)).ToArray()).ConfigureAwait(false);
            IReadOnlyList<LabellingEvent> stored = _log.Store();
            await ChangeAsync(() => Finish(outcomes, stored)).ConfigureAwait(false);
            Array.ForEach(outcomes, done => done.Command.Succeed(done.What, done.Words));
        }
#pragma warning disable CA1031 // Whoever waits is told, whatever went wrong.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await ChangeAsync(Restore).ConfigureAwait(false);
            foreach (WaitingCommand command in group)
            {
                command.Fail(fault);
            }
        }
    }

    private async Task ChangeAsync(Action change) => await ReadAsync(_ =>
    {
        change();
        return true;
    }).ConfigureAwait(false);

    private Outcome Run(Desk desk, WaitingCommand command)
    {
        const string OutOfDate = "this page was out of date; nothing was changed";
        SentCommand sent = command.Sent;

        Outcome Of(AnswerOutcome what, string words) => new(command, desk, what, words, _open.State.Pending);

        if (desk.Find(sent.Key) is { } before)
        {
            return before == sent ? Of(AnswerOutcome.StoredBefore, "stored") : Of(AnswerOutcome.Stale, OutOfDate);
        }
        if (sent.Version != desk.Version)
        {
            return IsStored(desk, sent) ? Of(AnswerOutcome.StoredBefore, "stored") : Of(AnswerOutcome.Stale, OutOfDate);
        }
        try
        {
            return sent.Command is LabelCommand.Answer or LabelCommand.Skip && !IsInQuestion(desk, sent)
                ? Of(AnswerOutcome.Stale, OutOfDate)
                : Of(AnswerOutcome.Stored, OwnRows.Of(sent.Command, _open, desk, _desks.Values, _time.GetUtcNow()).Run(desk.Session, sent.Row));
        }
        catch (InvalidInputException refused)
        {
            return Of(AnswerOutcome.Refused, string.Join("; ", refused.Faults));
        }
    }

    private void Finish(Outcome[] outcomes, IReadOnlyList<LabellingEvent> stored)
    {
        foreach (Outcome done in outcomes.Where(one => one.What == AnswerOutcome.Stored))
        {
            done.Desk.Version++;
            done.Desk.Keep(done.Command.Sent);
            Go(done);
        }
        Tell(stored);
    }

    // After an answer comes the next row, after its undoing the same one; a correction or a new class leaves the row that is in question.
    private void Go(Outcome done)
    {
        Desk desk = done.Desk;
        if (done.Command.Sent.Command is LabelCommand.Answer or LabelCommand.Skip)
        {
            desk.Return();
        }
        else if (done.Command.Sent.Command is LabelCommand.Undo && done.Pending is int row && _open.State.IsOpenFor(row, desk.Annotator))
        {
            desk.Return();
            if (desk.AskedBefore(row) is { } asked)
            {
                desk.Lend(asked, _time.GetUtcNow() + Loan);
            }
        }
    }

    // The session as it is on the disk.
    private void Restore()
    {
        _log.Forget();
        _open.GoOnWith(Copy());
        foreach (Desk desk in _desks.Values)
        {
            desk.Session = SessionOf(desk.Annotator);
        }
    }

    private void Tell(IReadOnlyList<LabellingEvent> stored)
    {
        if (stored.Count > 0)
        {
            _events += stored.Count;
            _happened.AddRange(stored);
            _chosen.Tell(stored);
            _listeners.ForEach(listener => listener(stored));
        }
    }

    // An answer whose acknowledgement was lost, before the process was killed.
    private bool IsStored(Desk desk, SentCommand sent) => sent is { Command: LabelCommand.Answer(string text), Row: int row }
        && row >= 0 && row < _open.State.Answers.Count
        && _open.State.Form.FaultOf(text, _open.State.Classes) is null
        && _open.State.OpinionsOf(row).Any(one => one.By == desk.Annotator && one.Answer == _open.State.Form.Normalize(text));

    // After a restart no row is lent: a page that was open goes on, unless the question was drawn by lot and its odds are gone.
    private bool IsInQuestion(Desk desk, SentCommand sent)
    {
        if (sent.Row is not int row)
        {
            return false;
        }
        if ((desk.Session.InReview ?? desk.Session.InSkipped) is int asked)
        {
            return row == asked;
        }
        DateTimeOffset now = _time.GetUtcNow();
        Desk[] others = [.. _desks.Values.Where(other => other != desk && other.Holds(row, now))];
        if (!IsFree(row, desk, others) || (desk.Current is { } current ? current.Row != row : _open.File.Settings.Exploration > 0))
        {
            return false;
        }
        if (_open.State.Pending != row)
        {
            desk.Session.Put(desk.Current ?? new Question(row, "", RowJudgement.None, null));
        }
        return true;
    }
}
