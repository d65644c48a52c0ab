using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Labelling;

/// <summary>The state that is kept between questions changes no question, and is fitted once for each answer.</summary>
public sealed class KeptQuestionsTests
{
    private const int Rows = 40;

    [Theory]
    [InlineData("margin", 0, 0.0)]
    [InlineData("margin", 6, 0.4)]
    [InlineData("qbc-kl", 0, 0.2)]
    [InlineData("information-density", 5, 0.0)]
    public void Questions_are_those_of_a_table_that_is_read_anew_each_time(string strategy, int heldBack, double overlap)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            LabellingTable table = LabellingTables.Clouds(Rows, labelled: (int)seed);
            StrategyQuestions questions = LabellingTables.Questions(table, heldBack, strategy, overlap);
            LabellingState state = LabellingTables.Begin(table);
            Play(table, state, questions, new LogisticRegressionFactory(), strategy, heldBack, overlap, new Pcg64(seed), LabellingTables.Truth);
        }
    }

    [Theory]
    [InlineData("greedy-input-output", 0, 0.0)]
    [InlineData("qbc-variance", 6, 0.4)]
    public void Questions_for_numbers_are_those_of_a_table_that_is_read_anew_each_time(string strategy, int heldBack, double overlap)
    {
        LabellingTable table = LabellingTables.Numbers(Rows);
        StrategyQuestions questions = LabellingTables.NumberQuestions(table, heldBack, strategy, overlap);
        LabellingState state = table.Begin([]);
        Play(table, state, questions, new RidgeRegressionFactory(), strategy, heldBack, overlap, new Pcg64(1), row => LabellingTables.NumberOf(table, row));
    }

    [Fact]
    public void Each_answer_costs_one_fit_and_so_does_each_that_is_taken_back_skipped_or_corrected()
    {
        LabellingTable table = LabellingTables.Clouds(60, labelled: 4);
        var counter = new CountingLearners(new LogisticRegressionFactory());
        IReadOnlySet<int> none = HeldBackRows.Draw(60, 0, 5);
        var session = new LabellingSession(
            LabellingTables.Begin(table), new MemoryLog(),
            new StrategyQuestions(table, Known.Parts.Find<IQueryStrategy>("margin"), counter, 1, 5, none, none, 1));
        int fits = 0;
        foreach (char action in "aaasaauacaanaaa")
        {
            Question asked = session.Ask()!;
            Assert.NotNull(asked.Expected);
            Assert.NotNull(asked.Judgement.Uncertainty);
            Assert.Equal("the model wavers between two classes", asked.Reason);
            Assert.Equal(asked.Row, session.Ask()!.Row);
            Assert.Equal(++fits, counter.Fits);
            switch (action)
            {
                case 'a':
                    session.Answer(LabellingTables.Truth(asked.Row));
                    break;
                case 's':
                    session.Skip();
                    break;
                case 'u':
                    session.Undo();
                    break;
                case 'n':
                    session.AddClass("maybe");
                    break;
                default:
                    session.Correct(session.State.Labelled[^1], LabellingTables.Truth(session.State.Labelled[^1] + 1));
                    break;
            }
        }
    }

    [Fact]
    public void Of_rows_that_measure_the_model_or_everybody_it_says_nothing()
    {
        LabellingTable table = LabellingTables.Clouds(30, labelled: 4);
        var session = new LabellingSession(LabellingTables.Begin(table), new MemoryLog(), LabellingTables.Questions(table, heldBack: 5, overlap: 0.5), "ann");
        IReadOnlySet<int> heldBack = HeldBackRows.Draw(30, 5, 5);
        IReadOnlySet<int> overlap = OverlapRows.Draw(30, 0.5, 5);
        var seen = new HashSet<string>();
        while (session.Ask() is { } asked)
        {
            bool isSilent = heldBack.Contains(asked.Row) || overlap.Contains(asked.Row);
            Assert.Equal((isSilent, isSilent), (asked.Judgement == RowJudgement.None, asked.Expected is null));
            seen.Add(asked.Reason);
            session.Answer(LabellingTables.Truth(asked.Row));
        }
        Assert.Contains("drawn at random, to measure how well the model does", seen);
        Assert.Contains("everybody is asked for it, to measure how far you agree", seen);
        Assert.Contains("the model wavers between two classes", seen);
    }

    // What happens is drawn; each question is compared with one that keeps nothing.
    private static void Play(
        LabellingTable table, LabellingState state, StrategyQuestions questions, ILearnerFactory learner, string strategy, int heldBackCount,
        double overlapShare, Pcg64 draws, Func<int, string> answer)
    {
        IReadOnlySet<int> heldBack = HeldBackRows.Draw(Rows, heldBackCount, 5);
        IReadOnlySet<int> overlap = OverlapRows.Draw(Rows, overlapShare, 5);
        string?[] names = overlapShare > 0 ? ["ann", "bob"] : [null];
        for (int step = 0; step < 60; step++)
        {
            string? name = names[draws.NextInt(names.Length)];
            int? expected = Anew(table, state, name, learner, strategy, heldBack, overlap);
            Assert.Equal(expected, questions.Next(state, name)?.Row);
            if (expected is not int row)
            {
                continue;
            }
            LabellingEvent[] next = draws.NextInt(9) switch
            {
                0 => [new QuestionAsked(row), new RowSkipped(row)],
                1 => [new LastUndone()],
                2 when state.Labelled.Count > 0 => [new LabelCorrected(state.Labelled[draws.NextInt(state.Labelled.Count)], answer(row))],
                3 when state.Form.HasClasses => [new ClassAdded($"class {state.Classes.Count}")],
                4 when state.Conflicts.Any() => [new ConflictSettled(state.Conflicts.First(), answer(row))],
                _ => [new QuestionAsked(row), new RowLabelled(row, draws.NextInt(5) == 0 ? answer(row + (row % 2 == 0 ? 1 : -1)) : answer(row))],
            };
            foreach (LabellingEvent happened in next.Select(one => one with { By = name }).Where(one => state.FaultOf(one) is null))
            {
                state.Apply(happened);
            }
            // An undone answer leaves its row waiting: it is skipped here, so that a new question comes.
            if (state.Pending is int waiting && names.FirstOrDefault(one => state.IsOpenFor(waiting, one), "nobody") is var who and not "nobody")
            {
                state.Apply(new RowSkipped(waiting) { By = who });
            }
        }
    }

    private static int? Anew(
        LabellingTable table, LabellingState state, string? annotator, ILearnerFactory learner, string strategy, IReadOnlySet<int> heldBack,
        IReadOnlySet<int> overlap)
    {
        if (state.Said.Where(row => overlap.Contains(row) && state.IsOpenFor(row, annotator)).Take(1).ToArray() is [int owed])
        {
            return owed;
        }
        int[] open = [.. Enumerable.Range(0, Rows).Where(row => state.Answers[row] is null && !state.Skipped.Contains(row))];
        int[] measuring = [.. open.Where(heldBack.Contains)];
        if (measuring.Length > 0 && (measuring.Length == open.Length || state.Answered % 3 == 2))
        {
            return measuring[0];
        }
        Dataset data = table.Labelled(state, heldBack);
        IQueryStrategy chooser = QueryBatch.IsLearnable(data) ? Known.Parts.Find<IQueryStrategy>(strategy) : new RepresentativeStrategy();
        return open.Length == 0 ? null
            : QueryBatch.ChooseAmong(new QueryTable(data, new HashSet<int>([.. heldBack, .. state.Skipped])), chooser, learner, 1, 1, 5, 1, default)[0].Row;
    }
}
