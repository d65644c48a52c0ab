using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Sessions;

/// <summary>An open session, with its table and learner.</summary>
/// <param name="File">The session on disk.</param>
/// <param name="Table">The table that is labelled.</param>
/// <param name="State">What the session has come to.</param>
/// <param name="Strategy">Who chooses the rows.</param>
/// <param name="Learner">The learner that is fitted to the labelled rows.</param>
/// <param name="Budget">Number of queries that the strategy was made for.</param>
/// <param name="Annotator">Who answers; null if nobody is named.</param>
public sealed record OpenSession(
    SessionFile File, LabellingTable Table, LabellingState State, IQueryStrategy Strategy, ILearnerFactory Learner, int Budget, string? Annotator)
    : IDisposable
{
    /// <summary>What the session has come to.</summary>
    public LabellingState State { get; private set; } = State;

    /// <summary>What a person should know of who chooses.</summary>
    /// <value>Default: null; nothing.</value>
    public string? Note { get; init; }

    /// <summary>Rows that are kept from the learner.</summary>
    public IReadOnlySet<int> HeldBack { get; } = HeldBackRows.Draw(Table.Data.Rows, File.Settings.HeldBack, File.Settings.Seed);

    /// <summary>Rows that every annotator is asked for.</summary>
    public IReadOnlySet<int> Overlap { get; } = OverlapRows.Draw(Table.Data.Rows, File.Settings.Overlap, File.Settings.Seed);

    /// <summary>Chooses the rows.</summary>
    public StrategyQuestions CreateQuestions() =>
        new(Table, Strategy, Learner, Budget, File.Settings.Seed, HeldBack, Overlap, Environment.ProcessorCount) { Exploration = File.Settings.Exploration };

    /// <summary>Says what the learner expects of rows.</summary>
    public ExpectedAnswers CreateModel() => new(Table, Learner, File.Settings.Seed, HeldBack);

    /// <summary>Measures how well the learner does.</summary>
    public ProgressMeter CreateMeter() => new(Table, Learner, File.Settings.Seed, HeldBack);

    /// <summary>Another state, for a thread of its own: the session as it began, and all that was stored before it was opened.</summary>
    /// <returns>It knows nothing of what has happened since.</returns>
    internal LabellingState CopyOfBeginning()
    {
        LabellingState copy = Table.Begin(File.Settings.Classes);
        File.Replay(copy);
        return copy;
    }

    /// <summary>Goes on with another state, where events were applied that could not be stored.</summary>
    internal void GoOnWith(LabellingState state) => State = state;

    /// <summary>Lets go of the session.</summary>
    public void Dispose() => File.Dispose();
}
