using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Logged;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Tests.Logged;

/// <summary>A labelling session on a data set whose answers are all known: margin, softened.</summary>
internal sealed class SimulatedSession
{
    private SimulatedSession(LoggedSession session, string[] truth) => (Session, Truth) = (session, truth);

    public LoggedSession Session { get; }

    /// <summary>The answer of every row.</summary>
    public string[] Truth { get; }

    /// <summary>Plays a session. A row of each class and the held-back rows are labelled in the table.</summary>
    public static SimulatedSession Play(Dataset data, int queries, int heldBackRows, double exploration, ulong seed)
    {
        string[] truth = [.. data.Labels.Select(label => data.ClassNames[label])];
        IReadOnlySet<int> heldBack = HeldBackRows.Draw(data.Rows, heldBackRows, seed);
        int[] lots = [.. new Pcg64(seed, "start").Permutation(data.Rows).Where(row => !heldBack.Contains(row))];
        var start = new HashSet<int>(data.ClassNames.Select(name => lots.First(row => truth[row] == name)));
        LabellingTable table = Table(data, row => heldBack.Contains(row) || start.Contains(row) ? truth[row] : null);
        IQueryStrategy margin = Known.Parts.Find<IQueryStrategy>("margin");
        ILearnerFactory learner = new LogisticRegressionFactory();
        var questions = new StrategyQuestions(table, margin, learner, 1, seed, heldBack, OverlapRows.Draw(data.Rows, 0, seed), 1) { Exploration = exploration };
        var log = new Log();
        var session = new LabellingSession(table.Begin([.. data.ClassNames]), log, questions);
        for (int i = 0; i < queries; i++)
        {
            session.Answer(truth[session.Ask()!.Row]);
        }
        return new SimulatedSession(new LoggedSession(data.Name, table, margin, learner, 1, seed, heldBack, [.. data.ClassNames], log.Events), truth);
    }

    private static LabellingTable Table(Dataset data, Func<int, string?> known)
    {
        TableColumn[] features =
        [
            .. Enumerable.Range(0, data.Features).Select(column => new TableColumn(
                $"x{column}", ColumnKind.Unknown,
                [.. Enumerable.Range(0, data.Rows).Select(row => data.Row(row)[column].ToString("R", CultureInfo.InvariantCulture))])),
        ];
        var target = new TableColumn("target", ColumnKind.Unknown, [.. Enumerable.Range(0, data.Rows).Select(known)]);
        return LabellingTable.Of(new Table(data.Name, $"{data.Name}.csv", [.. features, target], [.. Enumerable.Range(2, data.Rows)]), "target", null);
    }

    private sealed class Log : ILabellingLog
    {
        public List<LabellingEvent> Events { get; } = [];

        public void Append(params IReadOnlyList<LabellingEvent> next) => Events.AddRange(next);
    }
}
