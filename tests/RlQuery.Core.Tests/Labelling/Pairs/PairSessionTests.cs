using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Labelling.Pairs;

/// <summary>Sessions that ask about pairs of rows.</summary>
public sealed class PairSessionTests
{
    [Theory]
    [InlineData("random")]
    [InlineData("farthest-first")]
    [InlineData("npu")]
    public void No_pair_is_asked_about_that_follows_and_at_the_end_the_clusters_are_those_of_the_answers(string strategy)
    {
        PairTable table = PairTables.Of(18);
        LabellingSession session = PairTables.Session(table, new MemoryLog(), strategy: strategy);
        while (session.Ask() is { } question)
        {
            Assert.Null(table.Closure(session.State).Of(table.Pairs.First(question.Row), table.Pairs.Second(question.Row)));
            session.Answer(PairTables.Truth(table, question.Row));
        }
        Assert.Equal(table.Pairs.Count, table.Known(session.State));
        int[] clusters = PairClusters.Of(table, session.State, PairTables.Learner, 5);
        Assert.Equal([.. Enumerable.Range(0, 18).Select(PairTables.ClusterOf)], clusters);
    }

    [Fact]
    public void Stopped_after_any_event_a_session_asks_what_it_would_have_asked()
    {
        PairTable table = PairTables.Of(12);
        var log = new MemoryLog();
        LabellingSession session = PairTables.Session(table, log);
        var draws = new Pcg64(4);
        var asked = new List<int>();
        while (session.Ask() is { } question)
        {
            LabellingState replayed = table.Begin();
            log.Events.ForEach(replayed.Apply);
            Assert.Equal(question.Row, PairTables.Session(table, new MemoryLog(), replayed).Ask()!.Row);
            asked.Add(question.Row);
            switch (draws.NextInt(5))
            {
                case 0 when session.State.Answered > 0:
                    session.Undo();
                    break;
                case 1:
                    session.Skip();
                    break;
                default:
                    session.Answer(PairTables.Truth(table, question.Row));
                    break;
            }
        }
        Assert.InRange(asked.Count, 10, 200);
    }

    [Fact]
    public void An_answer_that_contradicts_others_is_refused_and_they_are_named()
    {
        PairTable table = PairTables.Of(9);
        LabellingState state = table.Begin();
        (int, int, string)[] said = [(0, 3, "same"), (3, 6, "same"), (6, 7, "different"), (7, 1, "same"), (4, 8, "different")];
        foreach ((int a, int b, string answer) in said)
        {
            state.Apply(new RowImported(table.ItemOf(a, b)!.Value, answer));
        }
        var session = PairTables.Session(table, new MemoryLog(), state);
        string refused = Assert.Throws<InvalidInputException>(() => session.Correct(table.ItemOf(1, 0)!.Value, "same")).Message;
        Assert.Equal(
            "rows 0 and 1: 'same' contradicts rows 0 and 3 = same, rows 3 and 6 = same, rows 6 and 7 = different, rows 1 and 7 = same; "
            + "correct one of these answers first, or give the other one here",
            refused);
        Assert.Equal(5, state.Labelled.Count);
        // What is named can be corrected, and then the answer no longer contradicts anything.
        session.Correct(table.ItemOf(6, 7)!.Value, "same");
        Assert.Null(state.FaultOf(new RowImported(table.ItemOf(1, 0)!.Value, "same")));
        Assert.Equal("rows 2 and 5 have no label yet to correct", state.FaultOf(new LabelCorrected(table.ItemOf(2, 5)!.Value, "same")));
    }

    [Fact]
    public void A_correction_on_which_answers_of_others_stand_is_not_taken_back()
    {
        PairTable table = PairTables.Of(9);
        LabellingState state = table.Begin();
        LabellingSession ann = PairTables.Session(table, new MemoryLog(), state, annotator: "ann");
        LabellingSession bob = PairTables.Session(table, new MemoryLog(), state, annotator: "bob");
        void Answer(LabellingSession by, int a, int b, string answer)
        {
            by.Put(new Question(table.ItemOf(a, b)!.Value, "", new(null, null), null));
            by.Answer(answer);
        }
        Answer(ann, 0, 1, "same");
        ann.Correct(table.ItemOf(0, 1)!.Value, "different");
        Answer(bob, 0, 2, "different");
        Answer(bob, 1, 2, "same");
        string refused = Assert.Throws<InvalidInputException>(ann.Undo).Message;
        Assert.StartsWith("rows 0 and 1: 'same' contradicts rows 0 and 2 = different, rows 1 and 2 = same;", refused, StringComparison.Ordinal);
        bob.Undo();
        ann.Undo();
        Assert.Equal("same", state.Answers[table.ItemOf(0, 1)!.Value]);
    }

    [Fact]
    public void A_question_that_a_correction_settles_is_asked_no_more()
    {
        PairTable table = PairTables.Of(9);
        LabellingSession session = PairTables.Session(table, new MemoryLog());
        session.Put(new Question(table.ItemOf(0, 1)!.Value, "", new(null, null), null));
        session.Answer("different");
        session.Put(new Question(table.ItemOf(1, 2)!.Value, "", new(null, null), null));
        session.Answer("different");
        session.Put(new Question(table.ItemOf(0, 2)!.Value, "", new(null, null), null));
        session.Correct(table.ItemOf(0, 1)!.Value, "same");
        Assert.NotEqual(table.ItemOf(0, 2), session.Ask()!.Row);
    }

    [Fact]
    public void Of_a_large_table_150_rows_are_asked_about_and_all_are_clustered()
    {
        PairTable table = PairTables.Of(200);
        Assert.Equal(RowPairs.CountOf(150), table.Pairs.Count);
        Assert.Equal(150, Enumerable.Range(0, 200).Count(row => table.ItemOf(row, (row + 1) % 200) is not null || IsAsked(table, row)));
        Assert.Equal(200, PairClusters.Of(table, table.Begin(), PairTables.Learner, 5).Length);
        for (int item = 0; item < table.Pairs.Count; item += 97)
        {
            (int first, int second) = table.RowsOf(item);
            Assert.True(first < second);
            Assert.Equal(item, table.ItemOf(second, first));
        }
    }

    private static bool IsAsked(PairTable table, int row) => Enumerable.Range(0, 200).Any(other => table.ItemOf(row, other) is not null);
}
