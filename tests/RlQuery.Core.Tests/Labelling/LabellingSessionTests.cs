using RlQuery.Core.Labelling;

namespace RlQuery.Core.Tests.Labelling;

public sealed class LabellingSessionTests
{
    private static readonly string[] Script = ["a", "a", "s", "a", "u", "a", "a", "n", "a", "c", "a", "u", "u", "s", "a", "a", "u", "a", "a", "a"];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(8, 0)]
    [InlineData(0, 6)]
    public void A_session_that_was_stopped_after_any_event_goes_on_as_one_that_was_not(int labelled, int heldBack)
    {
        LabellingTable table = LabellingTables.Clouds(30, labelled);
        List<LabellingEvent> whole = Play(table, heldBack, []);
        for (int stop = 0; stop <= whole.Count; stop++)
        {
            Assert.Equal(whole, Play(table, heldBack, whole[..stop]));
        }
    }

    [Fact]
    public void A_new_class_is_no_word_for_missing_and_an_old_one_may_be()
    {
        LabellingTable table = LabellingTables.Clouds(24, labelled: 3);
        LabellingState state = LabellingTables.Begin(table);
        var session = new LabellingSession(state, new MemoryLog(), LabellingTables.Questions(table, heldBack: 0, "margin"));
        var refused = Assert.Throws<InvalidInputException>(() => session.AddClass("None"));
        Assert.Equal(["class: \"None\" is not allowed; it stands for a missing cell, as ?, NA and null do"], refused.Faults);
        Assert.Null(state.FaultOf(new ClassAdded("None")));
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("representative")]
    [InlineData("random")]
    public void Every_open_row_is_asked_for_once_and_no_other(string strategy)
    {
        LabellingTable table = LabellingTables.Clouds(24, labelled: 3);
        var asked = new List<int>();
        var session = new LabellingSession(LabellingTables.Begin(table), new MemoryLog(), LabellingTables.Questions(table, heldBack: 5, strategy));
        while (session.Ask()?.Row is int row)
        {
            asked.Add(row);
            if (row % 5 == 0)
            {
                session.Skip();
            }
            else
            {
                session.Answer(LabellingTables.Truth(row));
            }
        }
        Assert.Equal(Enumerable.Range(3, 21), asked.Order());
    }

    [Fact]
    public void The_same_answer_after_an_undo_leads_to_the_same_question()
    {
        LabellingTable table = LabellingTables.Clouds(40);
        var session = new LabellingSession(LabellingTables.Begin(table), new MemoryLog(), LabellingTables.Questions(table));
        for (int i = 0; i < 8; i++)
        {
            int row = session.Ask()!.Row;
            session.Answer(LabellingTables.Truth(row));
            int? next = session.Ask()?.Row;
            session.Undo();
            Assert.Equal(row, session.Ask()?.Row);
            session.Answer(LabellingTables.Truth(row));
            Assert.Equal(next, session.Ask()?.Row);
        }
    }

    [Fact]
    public void What_could_not_be_stored_has_not_happened()
    {
        LabellingTable table = LabellingTables.Clouds(10);
        var log = new MemoryLog();
        var session = new LabellingSession(LabellingTables.Begin(table), log, LabellingTables.Questions(table));
        int row = session.Ask()!.Row;
        log.IsFull = true;
        Assert.Throws<IOException>(() => session.Answer("yes"));
        Assert.Throws<IOException>(() => session.AddClass("maybe"));
        Assert.Equal((row, null, 2), (session.State.Pending, session.State.Answers[row], session.State.Classes.Count));
    }

    [Fact]
    public void Held_back_rows_are_asked_for_in_turns_and_never_fitted()
    {
        LabellingTable table = LabellingTables.Clouds(30);
        IReadOnlySet<int> heldBack = HeldBackRows.Draw(30, 4, 5);
        // Only held-back rows name the second class: the learner knows one, and representative rows are asked for.
        var session = new LabellingSession(LabellingTables.Begin(table), new MemoryLog(), LabellingTables.Questions(table, heldBack: 4, "margin"));
        var cold = new LabellingSession(LabellingTables.Begin(table), new MemoryLog(), LabellingTables.Questions(table, heldBack: 4, "representative"));
        for (int i = 0; i < 12; i++)
        {
            int row = session.Ask()!.Row;
            Assert.Equal(i % 3 == 2, heldBack.Contains(row));
            Assert.Equal(cold.Ask()?.Row, row);
            session.Answer(heldBack.Contains(row) ? "yes" : "no");
            cold.Answer("no");
        }
    }

    [Fact]
    public void The_first_rows_of_a_cold_start_stand_for_both_clouds()
    {
        LabellingTable table = LabellingTables.Clouds(60, apart: 12);
        var session = new LabellingSession(LabellingTables.Begin(table), new MemoryLog(), LabellingTables.Questions(table));
        int first = session.Ask()!.Row;
        session.Answer("no");
        Assert.NotEqual(first % 2, session.Ask()!.Row % 2);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void Rows_of_the_overlap_are_asked_of_everybody_once_and_all_others_of_one(double share)
    {
        LabellingTable table = LabellingTables.Clouds(30, labelled: 4);
        LabellingState state = LabellingTables.Begin(table);
        string[] names = ["ann", "bob", "cid"];
        LabellingSession[] sessions =
            [.. names.Select(name => new LabellingSession(state, new MemoryLog(), LabellingTables.Questions(table, overlap: share), name))];
        var asked = new List<(int Row, string Name)>();
        for (int quiet = 0, turn = 0; quiet < names.Length; turn++)
        {
            int who = turn % names.Length;
            quiet++;
            // Two questions each in turn.
            for (int i = 0; i < 2 && sessions[who].Ask()?.Row is int row; i++)
            {
                quiet = 0;
                asked.Add((row, names[who]));
                if (row % 11 == 0)
                {
                    sessions[who].Skip();
                }
                else
                {
                    sessions[who].Answer(LabellingTables.Truth(row));
                }
            }
        }
        IReadOnlySet<int> overlap = OverlapRows.Draw(30, share, 5);
        Assert.Equal(share is 0 or 1, overlap.Count is 0 or 30);
        Assert.All(Enumerable.Range(0, 30), row => Assert.Equal(row < 4 ? 0 : overlap.Contains(row) ? 3 : 1, asked.Count(one => one.Row == row)));
        Assert.Equal(asked.Count, asked.Distinct().Count());
    }

    [Fact]
    public void Who_answers_changes_no_question()
    {
        LabellingTable table = LabellingTables.Clouds(30);
        LabellingSession[] sessions = [.. ((string?[])[null, "ann"]).Select(name =>
            new LabellingSession(LabellingTables.Begin(table), new MemoryLog(), LabellingTables.Questions(table, heldBack: 3, overlap: 0.5), name))];
        while (sessions[0].Ask()?.Row is int row)
        {
            Assert.Equal(row, sessions[1].Ask()?.Row);
            Array.ForEach(sessions, session => session.Answer(LabellingTables.Truth(row)));
        }
    }

    [Fact]
    public void A_question_that_waits_goes_to_whoever_comes_next()
    {
        LabellingTable table = LabellingTables.Clouds(30);
        LabellingState state = LabellingTables.Begin(table);
        LabellingSession Of(string name) => new(state, new MemoryLog(), LabellingTables.Questions(table, overlap: 1), name);
        int first = Of("ann").Ask()!.Row;
        Assert.Equal(first, Of("bob").Ask()?.Row);
        Of("bob").Answer("no");
        // It is owed by Ann now, and waits for her; Bob, who has answered it, is asked for another.
        Assert.Equal(first, Of("ann").Ask()?.Row);
        Assert.NotEqual(first, Of("bob").Ask()?.Row);
    }

    [Fact]
    public void A_review_asks_for_conflicts_first_settles_them_and_goes_on()
    {
        LabellingTable table = LabellingTables.Clouds(30);
        LabellingState state = LabellingTables.Begin(table);
        var log = new MemoryLog();
        LabellingEvent[] imported =
        [
            new RowImported(7, "no") { By = "a" }, new RowImported(7, "yes") { By = "b" }, new RowImported(2, "yes") { By = "a" },
            new RowImported(2, "no") { By = "b" },
        ];
        foreach (LabellingEvent next in imported)
        {
            state.Apply(next);
        }
        var review = new LabellingSession(state, log, LabellingTables.Questions(table), "ann", review: true);
        Assert.Equal(2, review.Ask()?.Row);
        review.Skip();
        Assert.Equal(7, review.Ask()?.Row);
        Assert.Throws<InvalidInputException>(() => review.Answer("maybe"));
        review.Answer("yes");
        int? next7 = review.Ask()?.Row;
        Assert.Equal(new LabellingSession(state, new MemoryLog(), LabellingTables.Questions(table), "ann").Ask()?.Row, next7);
        review.Undo();
        Assert.Equal(7, review.Ask()?.Row);
        Assert.Equal([new ConflictSettled(7, "yes") { By = "ann" }, new QuestionAsked(next7!.Value) { By = "ann" }, new LastUndone { By = "ann" }], log.Events);
        // What was passed over comes again the next time.
        Assert.Equal(2, new LabellingSession(state, log, LabellingTables.Questions(table), "ann", review: true).Ask()?.Row);
    }

    // Answers by the script from where the events end.
    private static List<LabellingEvent> Play(LabellingTable table, int heldBack, List<LabellingEvent> before)
    {
        LabellingState state = LabellingTables.Begin(table);
        before.ForEach(state.Apply);
        var log = new MemoryLog();
        log.Events.AddRange(before);
        var session = new LabellingSession(state, log, LabellingTables.Questions(table, heldBack));
        foreach (string action in Script.Skip(before.Count(happened => happened is not QuestionAsked)))
        {
            int row = session.Ask()!.Row;
            switch (action)
            {
                case "a":
                    session.Answer(state.Classes.Count > 2 && row % 7 == 0 ? state.Classes[2] : LabellingTables.Truth(row));
                    break;
                case "s":
                    session.Skip();
                    break;
                case "u":
                    session.Undo();
                    break;
                case "n":
                    session.AddClass("maybe");
                    break;
                default:
                    session.Correct(state.Labelled[^1], "no");
                    break;
            }
        }
        return log.Events;
    }
}
