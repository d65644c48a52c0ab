using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Labelling;

public sealed class LabellingStateTests
{
    private static readonly string[] Classes = ["no", "yes"];
    private static readonly string?[] Names = [null, "ann", "bob"];
    private static readonly string?[] Labels = ["no", null, "yes", null, null, null, null, null];

    [Fact]
    public void A_note_takes_the_place_of_the_same_annotators_and_is_no_answer()
    {
        var state = new LabellingState(Labels, Classes);
        string before = Show(state);
        state.Apply(new RowNoted(1, "first") { By = "ann" });
        state.Apply(new RowNoted(1, "nobody's"));
        state.Apply(new RowNoted(1, "second") { By = "ann" });
        Assert.Equal([new RowNote(null, "nobody's"), new RowNote("ann", "second")], state.NotesOf(1));
        state.Apply(new RowNoted(1, "") { By = "ann" });
        Assert.Equal([new RowNote(null, "nobody's")], state.NotesOf(1));
        Assert.Empty(state.NotesOf(0));
        Assert.Equal(before, Show(state));
        Assert.Equal("nothing to undo: the session is as it began", state.FaultOf(new LastUndone()));
        Assert.Equal("row: 8 is not allowed; use 0..7", state.FaultOf(new RowNoted(8, "x")));
        Assert.Equal("note: 2001 letters are too many; use at most 2000", state.FaultOf(new RowNoted(0, new string('x', 2001))));
        Assert.StartsWith("note: it holds a control character", state.FaultOf(new RowNoted(0, "a\tb")), StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_takes_back_each_event_exactly()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var generator = new Pcg64(seed);
            var state = new LabellingState(Labels, Classes);
            var snapshots = new Stack<string>();
            var authors = new Stack<string?>();
            for (int step = 0; step < 40; step++)
            {
                // Here the last event of all alone is taken back.
                if (Draw(generator, state) is not { } next || (next is LastUndone && authors.Peek() is { } author && author != next.By))
                {
                    continue;
                }
                if (next is LastUndone)
                {
                    authors.Pop();
                    state.Apply(next);
                    Assert.Equal(snapshots.Pop(), Show(state));
                }
                else
                {
                    // A question is no event to take back: it changes nothing that is shown here.
                    if (next is not QuestionAsked)
                    {
                        snapshots.Push(Show(state));
                        authors.Push(next.By);
                    }
                    state.Apply(next);
                }
            }
            while (snapshots.Count > 0)
            {
                state.Apply(new LastUndone { By = authors.Pop() });
                Assert.Equal(snapshots.Pop(), Show(state));
            }
            Assert.NotNull(state.FaultOf(new LastUndone()));
        }
    }

    [Fact]
    public void The_question_of_an_undone_answer_is_asked_again()
    {
        var state = new LabellingState(Labels, Classes);
        foreach (LabellingEvent next in (LabellingEvent[])[new QuestionAsked(3), new RowLabelled(3, "yes"), new QuestionAsked(1), new LastUndone()])
        {
            state.Apply(next);
        }
        Assert.Equal(3, state.Pending);
        state.Apply(new RowSkipped(3));
        state.Apply(new LastUndone());
        Assert.Equal((3, 0), (state.Pending, state.Answered));
    }

    [Fact]
    public void A_correction_leaves_the_question_and_its_undo_too()
    {
        var state = new LabellingState(Labels, Classes);
        state.Apply(new QuestionAsked(3));
        state.Apply(new LabelCorrected(0, "yes"));
        Assert.Equal((3, "yes"), (state.Pending, state.Answers[0]));
        state.Apply(new LastUndone());
        Assert.Equal((3, "no"), (state.Pending, state.Answers[0]));
    }

    [Fact]
    public void A_skipped_row_may_be_labelled_later()
    {
        var state = new LabellingState(Labels, Classes);
        state.Apply(new QuestionAsked(3));
        state.Apply(new RowSkipped(3));
        state.Apply(new LabelCorrected(3, "yes"));
        Assert.Empty(state.Skipped);
        Assert.Equal([0, 2, 3], state.Labelled);
        state.Apply(new LastUndone());
        Assert.Equal([3], state.Skipped);
        Assert.Equal([0, 2], state.Labelled);
    }

    [Fact]
    public void The_label_is_what_most_say_and_of_a_tie_what_was_said_last()
    {
        var state = new LabellingState(Labels, Classes);
        Say(state, 3, "ann", "yes");
        Say(state, 3, "bob", "no");
        Assert.Equal("no", state.Answers[3]);
        Say(state, 3, "cid", "yes");
        Assert.Equal("yes", state.Answers[3]);
        // Who changes their mind speaks last, and has one opinion as before.
        Say(state, 4, "ann", "yes");
        Say(state, 4, "bob", "yes");
        state.Apply(new LabelCorrected(4, "no") { By = "ann" });
        Assert.Equal([new Opinion("bob", "yes"), new Opinion("ann", "no")], state.OpinionsOf(4));
        Assert.Equal("no", state.Answers[4]);
        Assert.Equal([3, 4], state.Conflicts);
        Assert.Equal(["ann", "bob", "cid"], state.Annotators);
    }

    [Fact]
    public void Ones_own_last_answer_is_taken_back_though_others_have_answered_since_unless_it_was_on_its_row()
    {
        var state = new LabellingState(Labels, Classes);
        Say(state, 1, "ann", "no");
        Say(state, 3, "ann", "yes");
        Say(state, 4, "bob", "yes");
        state.Apply(new LastUndone { By = "ann" });
        Assert.Equal((3, "yes"), (state.Pending, state.Answers[4]));
        Assert.Null(state.Answers[3]);
        Say(state, 1, "bob", "yes");
        Assert.Equal("your last answer cannot be undone, since others have said something of it; correct it", state.FaultOf(new LastUndone { By = "ann" }));
        state.Apply(new LastUndone { By = "bob" });
        state.Apply(new LastUndone { By = "ann" });
        Assert.Equal([0, 2, 4], state.Labelled.Order());
        Assert.Equal(1, state.Answered);
    }

    [Fact]
    public void What_another_said_is_not_taken_back()
    {
        var state = new LabellingState(Labels, Classes);
        Say(state, 3, "ann", "yes");
        Assert.Equal("nothing of yours to undo: the last answer was given by \"ann\"", state.FaultOf(new LastUndone { By = "bob" }));
        Assert.Equal("nothing of yours to undo: the last answer was given by \"ann\"", state.FaultOf(new LastUndone()));
        state.Apply(new LastUndone { By = "ann" });
        Assert.Equal(3, state.Pending);
    }

    [Fact]
    public void What_was_settled_holds_whatever_is_said_later_until_it_is_corrected()
    {
        var state = new LabellingState(Labels, Classes);
        Say(state, 3, "ann", "yes");
        Assert.Equal("row 3: there is no disagreement to settle", state.FaultOf(new ConflictSettled(3, "no")));
        Say(state, 3, "bob", "no");
        state.Apply(new ConflictSettled(3, "yes") { By = "cid" });
        Assert.Empty(state.Conflicts);
        Assert.False(state.IsOpenFor(3, "cid"));
        state.Apply(new RowImported(3, "no") { By = "dot" });
        Assert.Equal(("yes", 3), (state.Answers[3], state.OpinionsOf(3).Count));
        state.Apply(new LabelCorrected(3, "no") { By = "ann" });
        Assert.Equal(("no", new Opinion("ann", "yes")), (state.Answers[3], state.OpinionsOf(3)[0]));
    }

    [Fact]
    public void An_import_says_what_was_said_elsewhere_and_ends_what_can_be_taken_back()
    {
        var state = new LabellingState(Labels, Classes);
        Say(state, 3, "ann", "yes");
        state.Apply(new QuestionAsked(4) { By = "ann" });
        foreach (LabellingEvent next in (LabellingEvent[])[
            new FileImported("aa", 3), new RowImported(4, "no") { By = "3" }, new RowImported(5, null) { By = "3" }, new RowImported(0, "yes") { By = "3" }])
        {
            state.Apply(next);
        }
        Assert.Equal((null, "no", "yes", 1), (state.Pending, state.Answers[4], state.Answers[0], state.Answered));
        Assert.Equal([5], state.Skipped);
        Assert.Equal("nothing to undo since the last import", state.FaultOf(new LastUndone { By = "ann" }));
        Assert.Equal("the file was imported before", state.FaultOf(new FileImported("aa", 1)));
        state.Apply(new RowImported(4, null) { By = "3" });
        Assert.Equal([0, 2, 3], state.Labelled);
    }

    [Fact]
    public void What_cannot_happen_is_refused_in_a_line_and_changes_nothing()
    {
        var state = new LabellingState(Labels, Classes);
        state.Apply(new QuestionAsked(3));
        string before = Show(state) + state.Pending;
        (LabellingEvent Event, string Fault)[] cases =
        [
            (new QuestionAsked(2), "row 2 is no open row"),
            (new RowLabelled(4, "yes"), "row 4 is not the row in question"),
            (new RowLabelled(3, "yse"), "label: \"yse\" is no class; did you mean 'yes'?"),
            (new RowSkipped(1), "row 1 is not the row in question"),
            (new LabelCorrected(1, "yes"), "row 1 has no label yet to correct"),
            (new LabelCorrected(8, "yes"), "row: 8 is not allowed; use 0..7"),
            (new LabelCorrected(-1, "yes"), "row: -1 is not allowed; use 0..7"),
            (new LabelCorrected(0, "maybe"), "label: \"maybe\" is no class; use no, yes"),
            (new ClassAdded("yes"), "class: \"yes\" is there already"),
            (new ClassAdded("NA"), "class: \"NA\" is not allowed; use one line of text that is not empty, ? or NA"),
            (new ClassAdded(" a"), "class: \" a\" is not allowed; use one line of text that is not empty, ? or NA"),
            (new ClassAdded("a\nb"), "class: \"a b\" is not allowed; use one line of text that is not empty, ? or NA"),
            (new ClassAdded("inf"), "class: \"inf\" is not allowed; it is not a finite number"),
            (new LastUndone(), "nothing to undo: the session is as it began"),
        ];
        foreach ((LabellingEvent next, string fault) in cases)
        {
            Assert.Equal(fault, Assert.Single(Assert.Throws<InvalidInputException>(() => state.Apply(next)).Faults));
            Assert.Equal(before, Show(state) + state.Pending);
        }
        Assert.Equal("row 0 is no open row", new LabellingState(Labels, Classes).FaultOf(new QuestionAsked(0)));
    }

    private static void Say(LabellingState state, int row, string by, string name)
    {
        state.Apply(new QuestionAsked(row) { By = by });
        state.Apply(new RowLabelled(row, name) { By = by });
    }

    // Something that can happen now, the unlikely more often than in life; null where what was drawn cannot.
    private static LabellingEvent? Draw(Pcg64 generator, LabellingState state)
    {
        int row = generator.NextInt(Labels.Length);
        string name = state.Classes[generator.NextInt(state.Classes.Count)];
        LabellingEvent next = generator.NextInt(9) switch
        {
            8 => new ConflictSettled(row, name),
            0 => new LastUndone(),
            1 => new LabelCorrected(row, name),
            2 => new ClassAdded($"class {state.Classes.Count}"),
            3 or 4 when state.Pending is int pending => new RowLabelled(pending, name),
            5 when state.Pending is int pending => new RowSkipped(pending),
            _ => new QuestionAsked(row),
        };
        next = next with { By = Names[generator.NextInt(Names.Length)] };
        return state.FaultOf(next) is null ? next : null;
    }

    private static string Show(LabellingState state) =>
        $"{string.Join(',', state.Answers)}|{string.Join(',', state.Classes)}|{string.Join(',', state.Labelled)}|"
        + $"{string.Join(',', state.Skipped)}|{state.Answered}"
        + $"|{string.Join(',', state.Said.Select(row => $"{row} {string.Join(' ', state.OpinionsOf(row))} {state.IsSettled(row)}"))}"
        + $"|{string.Join(',', state.Conflicts)}";
}
