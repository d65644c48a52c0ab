using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Labelling;

/// <summary>Questions that are drawn by lot, so that other policies can be estimated.</summary>
public sealed class ExplorationTests
{
    private const int Rows = 80;

    [Fact]
    public void Without_exploration_nothing_else_could_have_been_asked()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, labelled: 4);
        Assert.All(Play(table, 0, 20), asked => Assert.Null(asked.Among));
    }

    [Fact]
    public void A_session_that_is_stopped_after_each_answer_asks_and_logs_what_one_without_a_stop_does()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, labelled: 4);
        var whole = new MemoryLog();
        Session(table, LabellingTables.Begin(table), whole, 0.5, heldBack: 9).Answer(30);
        var pieces = new MemoryLog();
        for (int piece = 0; piece < 30; piece++)
        {
            LabellingState state = LabellingTables.Begin(table);
            pieces.Events.ForEach(state.Apply);
            Session(table, state, pieces, 0.5, heldBack: 9).Answer(1);
        }
        Assert.Equal(whole.Events, pieces.Events);
        Assert.Contains(whole.Events, next => next is QuestionAsked { Among: not null });
    }

    [Fact]
    public void What_could_have_been_asked_is_open_holds_the_best_row_and_no_held_back_one()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, labelled: 4);
        IReadOnlySet<int> heldBack = HeldBackRows.Draw(Rows, 9, 5);
        LabellingState state = LabellingTables.Begin(table);
        StrategyQuestions plain = LabellingTables.Questions(table, heldBack: 9);
        foreach (QuestionAsked asked in Play(table, 0.4, 40, heldBack: 9))
        {
            int best = plain.Next(state, null)!.Row;
            Assert.Equal(heldBack.Contains(asked.Row), asked.Among is null);
            if (asked.Among is { } among)
            {
                Assert.True(among.Rows.Count <= ChoiceSet.MostRows);
                Assert.Equal(among.Rows.Count, among.Rows.Distinct().Count());
                Assert.All(among.Rows, row => Assert.True(state.Answers[row] is null && !heldBack.Contains(row)));
                Assert.Equal(best, among.Rows[among.Probabilities.ToList().IndexOf(among.Probabilities.Max())]);
                Assert.True(among.PlaceOf(asked.Row) >= 0);
            }
            state.Apply(asked);
            state.Apply(new RowLabelled(asked.Row, LabellingTables.Truth(asked.Row)));
        }
    }

    [Fact]
    public void Half_of_the_rows_are_the_strategys_best_and_the_others_come_from_everywhere()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, labelled: 4);
        QuestionAsked[] asked = Play(table, 1, 20);
        Assert.All(asked, one => Assert.Equal(ChoiceSet.MostRows, one.Among!.Rows.Count));
        Assert.True(asked.SelectMany(one => one.Among!.Rows).Distinct().Count() > Rows * 0.9);
    }

    [Fact]
    public void The_share_of_rows_that_are_not_the_best_is_that_of_their_probabilities()
    {
        LabellingTable table = LabellingTables.Clouds(400, labelled: 4, apart: 1);
        QuestionAsked[] asked = Play(table, 0.5, 300);
        int others = asked.Count(one => one.Among!.Probabilities[one.Among.PlaceOf(one.Row)] < 0.1);
        // 300 draws with probability 0.5 * 15 / 16.
        Assert.InRange(others, 140 - 35, 140 + 35);
    }

    [Fact]
    public void No_lot_is_drawn_while_representative_rows_are_asked_for()
    {
        LabellingTable table = LabellingTables.Clouds(Rows);
        QuestionAsked[] asked = Play(table, 1, 10);
        int[] drawn = [.. Enumerable.Range(0, asked.Length).Where(i => asked[i].Among is not null)];
        Assert.InRange(drawn[0], 2, asked.Length - 1);
        Assert.Equal(Enumerable.Range(drawn[0], asked.Length - drawn[0]), drawn);
    }

    [Fact]
    public void A_row_that_a_lot_chose_is_not_explained_by_what_speaks_for_it()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, labelled: 4);
        var log = new MemoryLog();
        LabellingSession session = Session(table, LabellingTables.Begin(table), log, 1).Whole;
        string first = session.Ask()!.Reason;
        Assert.Equal("drawn by lot, so that other policies can be estimated later", first);
        Assert.Equal(first, session.Ask()!.Reason);
        LabellingState state = LabellingTables.Begin(table);
        log.Events.ForEach(state.Apply);
        Assert.Equal(first, Session(table, state, log, 1).Whole.Ask()!.Reason);
    }

    [Theory]
    [InlineData("1=1", "row 5 is none of those that could have been asked for")]
    [InlineData("0=0.5 5=0.5", "row 0 could not have been asked for")]
    [InlineData("5=0.5 99=0.5", "row 99 could not have been asked for")]
    public void A_choice_that_cannot_have_been_is_refused(string among, string fault)
    {
        LabellingState state = LabellingTables.Begin(LabellingTables.Clouds(20, labelled: 4));
        Assert.Equal(fault, state.FaultOf(new QuestionAsked(5) { Among = ChoiceSet.Parse(among) }));
    }

    private static QuestionAsked[] Play(LabellingTable table, double epsilon, int count, int heldBack = 0)
    {
        var log = new MemoryLog();
        Session(table, LabellingTables.Begin(table), log, epsilon, heldBack).Answer(count);
        return [.. log.Events.OfType<QuestionAsked>()];
    }

    private static Played Session(LabellingTable table, LabellingState state, MemoryLog log, double epsilon, int heldBack = 0)
    {
        var questions = new StrategyQuestions(
            table, Known.Parts.Find<IQueryStrategy>("margin"), new LogisticRegressionFactory(), 1, 5, HeldBackRows.Draw(table.Data.Rows, heldBack, 5),
            OverlapRows.Draw(table.Data.Rows, 0, 5), 1)
        { Exploration = epsilon };
        return new Played(new LabellingSession(state, log, questions));
    }

    private sealed record Played(LabellingSession Whole)
    {
        public void Answer(int count)
        {
            for (int i = 0; i < count && Whole.Ask() is { } asked; i++)
            {
                Whole.Answer(LabellingTables.Truth(asked.Row));
            }
        }
    }
}
