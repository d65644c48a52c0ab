using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Sessions;

/// <summary>An open session, with its table and learner: about rows (<see cref="OpenRows"/>) or about pairs of them (<see cref="OpenPairs"/>).</summary>
/// <param name="File">The session on disk.</param>
/// <param name="State">What the session has come to.</param>
/// <param name="Strategy">Who chooses what is asked for.</param>
/// <param name="Learner">The learner that is fitted to the answers.</param>
/// <param name="Budget">Number of queries that the strategy was made for.</param>
/// <param name="Annotator">Who answers; null if nobody is named.</param>
public abstract record OpenSession(
    SessionFile File, LabellingState State, IQueryStrategy Strategy, ILearnerFactory Learner, int Budget, string? Annotator)
    : IDisposable
{
    private static readonly HashSet<int> None = [];

    /// <summary>What the session has come to.</summary>
    public LabellingState State { get; private set; } = State;

    /// <summary>The cells of the table.</summary>
    public abstract Table Cells { get; }

    /// <summary>What a person should know of how the table was read, a line each.</summary>
    public abstract IReadOnlyList<string> Notes { get; }

    /// <summary>Items that every annotator is asked for.</summary>
    public virtual IReadOnlySet<int> Overlap => None;

    /// <summary>Names of the files that <see cref="Export"/> writes.</summary>
    public abstract IReadOnlyList<string> Exports { get; }

    /// <summary>How much is answered, skipped and left, in words.</summary>
    /// <param name="state">What the session has come to.</param>
    public abstract string Counts(LabellingState state);

    /// <summary>Writes what was answered.</summary>
    /// <param name="path">A file whose name is one of <see cref="Exports"/>, in a folder of its own.</param>
    /// <param name="state">What the session has come to.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">There is nothing to write.</exception>
    public abstract void Export(string path, LabellingState state, CancellationToken cancel);

    /// <summary>Reads answers that were given elsewhere; nothing is stored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="state">What the session has come to; left as it is.</param>
    /// <param name="annotator">Who has given those for which the file names nobody; null if nobody is named.</param>
    /// <param name="parts">The formats of tables.</param>
    /// <returns>What is to be stored, all of it or nothing, and that in words.</returns>
    /// <exception cref="InvalidInputException">The file cannot be used, or has nothing for this session.</exception>
    public abstract (IReadOnlyList<LabellingEvent> Events, string Words) ReadAnswers(
        string path, string name, LabellingState state, string? annotator, Parts parts);

    /// <summary>Chooses what is asked for, of several people at once.</summary>
    internal abstract IQuestionsAhead CreateAhead();

    /// <summary>The session as it began.</summary>
    private protected abstract LabellingState Begin();

    /// <summary>Another state, for a thread of its own: the session as it began, and all that was stored before it was opened.</summary>
    /// <returns>It knows nothing of what has happened since.</returns>
    internal LabellingState CopyOfBeginning()
    {
        LabellingState copy = Begin();
        File.Replay(copy);
        return copy;
    }

    /// <summary>Goes on with another state, where events were applied that could not be stored.</summary>
    internal void GoOnWith(LabellingState state) => State = state;

    /// <summary>Lets go of the session.</summary>
    public void Dispose()
    {
        File.Dispose();
        GC.SuppressFinalize(this);
    }
}
