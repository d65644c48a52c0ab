using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.Sessions.Shared;

namespace RlQuery.Sessions.Tests;

public sealed class RowChoiceTests
{
    private static readonly string[] Classes = ["no", "yes"];
    private static readonly Parts Parts = StandardParts.Create();

    private readonly LabellingTable _table = Blobs();

    [Fact]
    public void What_follows_from_a_likely_answer_is_chosen_ahead_and_is_what_would_have_been_chosen()
    {
        LabellingState state = Begin();
        var counted = new Counting(Questions());
        var choice = new RowChoice(counted);
        IReadOnlyList<LabellingEvent> told = [];
        int hits = 0;
        for (int time = 0; time < 12; time++)
        {
            int before = counted.Calls;
            ChosenRows chosen = choice.Next(state, told, 1, CancellationToken.None);
            hits += counted.Calls == before ? 1 : 0;
            Question asked = Assert.Single(chosen.Next);
            Question expected = Questions().Next(Replayed(state), null)!;
            Assert.Equal((expected.Row, expected.Reason, expected.Judgement), (asked.Row, asked.Reason, asked.Judgement));
            Assert.Equal(expected.Expected?.Probabilities, asked.Expected?.Probabilities);
            string?[] answers = [.. state.Answers];
            choice.Foresee(state, chosen, CancellationToken.None);
            Assert.Equal(answers, state.Answers);
            told = [new QuestionAsked(asked.Row), new RowLabelled(asked.Row, Classes[asked.Row % 2])];
            told.ToList().ForEach(state.Apply);
        }
        Assert.InRange(hits, 6, 11);
    }

    [Fact]
    public void Whatever_else_happens_is_chosen_anew()
    {
        LabellingState state = Begin();
        var counted = new Counting(Questions());
        var choice = new RowChoice(counted);
        ChosenRows chosen = choice.Next(state, [], 1, CancellationToken.None);
        int row = chosen.Next[0].Row;
        choice.Foresee(state, chosen, CancellationToken.None);
        Assert.InRange(counted.Calls, 2, 3);
        LabellingEvent[] told = [new QuestionAsked(row), new RowSkipped(row)];
        Array.ForEach(told, state.Apply);
        int before = counted.Calls;
        ChosenRows next = choice.Next(state, told, 1, CancellationToken.None);
        Assert.Equal(before + 1, counted.Calls);
        // Nothing is foreseen for several, and nothing of an answer that came with others.
        choice.Foresee(state, next, CancellationToken.None);
        int other = next.Next[0].Row;
        LabellingEvent[] more = [new QuestionAsked(other), new RowLabelled(other, "yes"), new LabelCorrected(row, "no")];
        Array.ForEach(more, state.Apply);
        before = counted.Calls;
        ChosenRows last = choice.Next(state, more, 4, CancellationToken.None);
        Assert.Equal(before + 1, counted.Calls);
        choice.Foresee(state, last, CancellationToken.None);
        Assert.Equal(before + 1, counted.Calls);
    }

    [Fact]
    public void Given_up_it_leaves_the_session_as_it_was()
    {
        LabellingState state = Begin();
        var choice = new RowChoice(Questions());
        ChosenRows chosen = choice.Next(state, [], 1, CancellationToken.None);
        string?[] answers = [.. state.Answers];
        int[] labelled = [.. state.Labelled];
        Assert.ThrowsAny<OperationCanceledException>(() => choice.Foresee(state, chosen, new CancellationToken(canceled: true)));
        Assert.Equal(answers, state.Answers);
        Assert.Equal(labelled, state.Labelled);
    }

    private StrategyQuestions Questions() => new(
        _table, Parts.Find<IQueryStrategy>("margin"), Parts.FindLearner("logistic-regression", TargetKind.Class), 1, 7, new HashSet<int>(),
        new HashSet<int>(), 1);

    private LabellingState Begin()
    {
        LabellingState state = _table.Begin(Classes);
        for (int row = 0; row < 6; row++)
        {
            state.Apply(new QuestionAsked(row));
            state.Apply(new RowLabelled(row, Classes[row % 2]));
        }
        return state;
    }

    // The same answers, without what was foreseen.
    private LabellingState Replayed(LabellingState state)
    {
        LabellingState copy = _table.Begin(Classes);
        foreach (int row in state.Labelled)
        {
            copy.Apply(new QuestionAsked(row));
            copy.Apply(new RowLabelled(row, state.Answers[row]!));
        }
        return copy;
    }

    private static LabellingTable Blobs()
    {
        TableColumn Column(string name, Func<int, double> valueOf) => new(
            name, ColumnKind.Numeric, [.. Enumerable.Range(0, 40).Select(row => valueOf(row).ToString("F3", CultureInfo.InvariantCulture))]);
        var label = new TableColumn("label", ColumnKind.Unknown, new string?[40]);
        TableColumn[] columns = [Column("x", row => (row % 2) + (row * 7 % 11 * 0.1)), Column("y", row => row * row % 7), label];
        return LabellingTable.Of(new Table("blobs", "blobs.csv", columns, [.. Enumerable.Range(2, 40)]), "label", null);
    }

    private sealed class Counting(IQuestionsAhead questions) : IQuestionsAhead
    {
        public int Calls { get; private set; }

        public Question? Next(LabellingState state, string? annotator, CancellationToken cancel = default) => questions.Next(state, annotator, cancel);

        public Question Explain(LabellingState state, int row, CancellationToken cancel = default) => questions.Explain(state, row, cancel);

        public Question? Owed(LabellingState state, string? annotator) => questions.Owed(state, annotator);

        public IReadOnlyList<Question> Ahead(LabellingState state, int count, CancellationToken cancel)
        {
            Calls++;
            return questions.Ahead(state, count, cancel);
        }
    }
}
