using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;

namespace RlQuery.Sessions.Tests;

/// <summary>
/// A session that was labelled with version 0.1 (Fixtures/session-0.1), by two annotators, with held-back rows, an overlap, a skip, an undone answer and a new
/// class.
/// </summary>
public sealed class FirstVersionTests : IDisposable
{
    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "Fixtures", "session-0.1");

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-session-0.1-").FullName;

    public FirstVersionTests() => File.Copy(Path.Combine(Fixture, SessionFile.FileName), Path.Combine(_folder, SessionFile.FileName));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_opens_with_all_that_was_said_and_its_table_is_the_same()
    {
        using var file = SessionFile.Open(_folder);
        (LabellingTable table, LabellingState state) = Replay(file);
        Assert.Empty(file.Table.Changes(table.Cells));
        Assert.Null(file.Settings.Task);
        Assert.Equal(["no", "yes", "maybe, so"], state.Classes);
        Assert.Equal(["ann", "bob"], state.Annotators);
        Assert.Equal([6], state.Conflicts);
        Assert.Equal([9], state.Skipped);
        Assert.Equal((13, 13, "maybe, so", "no"), (state.Pending, state.Labelled.Count, state.Answers[3], state.Answers[25]));
    }

    [Fact]
    public void It_exports_the_same_bytes()
    {
        using var file = SessionFile.Open(_folder);
        (LabellingTable table, LabellingState state) = Replay(file);
        LabelledFile.Write(Path.Combine(_folder, "labelled.csv"), table, state);
        LabelledLines.Write(Path.Combine(_folder, "labelled.jsonl"), table, file.Table, state);
        StrategyQuestions questions = Questions(file, table);
        IReadOnlyList<int> rows = questions.Batch(state, 5);
        var model = new ExpectedAnswers(table, new LogisticRegressionFactory(), file.Settings.Seed, HeldBack(file, table));
        IReadOnlyList<Expectation?> expected = model.Of(state, rows);
        LabelStudioTask[] tasks = [.. rows.Zip(expected, (row, one) => new LabelStudioTask(row, one))];
        int fitted = state.Labelled.Count(row => !HeldBack(file, table).Contains(row));
        LabelStudioFile.Write(Path.Combine(_folder, "tasks.json"), table, file.Table, state.Classes, tasks, $"logistic-regression, {fitted} labels");
        foreach (string name in (string[])["labelled.csv", "labelled.jsonl", "tasks.json"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine(Fixture, name)), File.ReadAllText(Path.Combine(_folder, name)));
        }
    }

    [Fact]
    public void It_asks_the_questions_that_it_asked()
    {
        using var file = SessionFile.Open(_folder);
        LabellingTable table = Table(file);
        StrategyQuestions questions = Questions(file, table);
        LabellingState state = table.Begin(file.Settings.Classes);
        foreach (LabellingEvent happened in file.Events)
        {
            if (happened is QuestionAsked(int row))
            {
                Assert.Equal(row, questions.Next(state, happened.By)!.Row);
                Assert.NotEqual("", questions.Explain(state, row).Reason);
            }
            state.Apply(happened);
        }
        Assert.Equal(14, file.Events.OfType<QuestionAsked>().Count());
    }

    [Fact]
    public void It_goes_on_and_what_was_answered_in_it_is_undone()
    {
        List<LabellingEvent> before;
        using (var file = SessionFile.Open(_folder))
        {
            (LabellingTable table, LabellingState state) = Replay(file);
            before = [.. file.Events];
            var session = new LabellingSession(state, file, Questions(file, table), "bob");
            Assert.Equal(13, session.Ask()!.Row);
            session.Undo();
            Assert.Equal((25, 12), (session.Ask()!.Row, state.Labelled.Count));
            session.Answer("maybe, so");
            Assert.Equal("maybe, so", state.Answers[25]);
        }
        using var again = SessionFile.Open(_folder);
        Assert.Equal([.. before, new LastUndone { By = "bob" }, new RowLabelled(25, "maybe, so") { By = "bob" }], again.Events);
    }

    private static (LabellingTable Table, LabellingState State) Replay(SessionFile file)
    {
        LabellingTable table = Table(file);
        LabellingState state = table.Begin(file.Settings.Classes);
        file.Replay(state);
        return (table, state);
    }

    private static LabellingTable Table(SessionFile file) => LabellingTable.Of(
        TableReader.Read(Path.Combine(Fixture, "mine.csv"), file.Settings.Target), file.Settings.Target, null);

    private static StrategyQuestions Questions(SessionFile file, LabellingTable table) => new(
        table, StandardParts.Create().Find<IQueryStrategy>(file.Settings.Strategy!), new LogisticRegressionFactory(), 1, file.Settings.Seed,
        HeldBack(file, table),
        OverlapRows.Draw(table.Data.Rows, file.Settings.Overlap, file.Settings.Seed), 2);

    private static IReadOnlySet<int> HeldBack(SessionFile file, LabellingTable table) =>
        HeldBackRows.Draw(table.Data.Rows, file.Settings.HeldBack, file.Settings.Seed);
}
