using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

/// <summary>Sessions whose answers are numbers.</summary>
public sealed class NumberSessionTests : IDisposable
{
    private static readonly IReadOnlySet<int> None = HeldBackRows.Draw(1, 0, 0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 0, "greedy-input-output")]
    [InlineData(0, 5, "greedy-input")]
    [InlineData(6, 4, "qbc-variance")]
    [InlineData(0, 0, "random")]
    public void A_session_that_was_stopped_after_any_event_goes_on_as_one_that_was_not(int labelled, int heldBack, string strategy)
    {
        LabellingTable table = LabellingTables.Numbers(30, labelled);
        List<LabellingEvent> whole = Play(table, heldBack, strategy, []);
        for (int stop = 0; stop <= whole.Count; stop += 3)
        {
            Assert.Equal(whole, Play(table, heldBack, strategy, whole[..stop]));
        }
    }

    [Fact]
    public void The_rows_are_those_that_are_chosen_at_once_and_representative_ones_until_two_numbers_differ()
    {
        LabellingTable table = LabellingTables.Numbers(40);
        LabellingState state = table.Begin([]);
        StrategyQuestions questions = LabellingTables.NumberQuestions(table);
        var session = new LabellingSession(state, new MemoryLog(), questions);
        for (int answers = 0; answers < 25; answers++)
        {
            Dataset known = table.Labelled(state, None);
            IQueryStrategy chooser = QueryBatch.IsLearnable(known) ? Known.Parts.Find<IQueryStrategy>("greedy-input-output") : new RepresentativeStrategy();
            Assert.Equal(answers < 3, chooser is RepresentativeStrategy);
            Pick expected = QueryBatch.ChooseAmong(new QueryTable(known, state.Skipped), chooser, new RidgeRegressionFactory(), 1, 1, 5, 1, default)[0];
            Question asked = session.Ask()!;
            Assert.Equal((expected.Row, expected.Reason, expected.Judgement), (asked.Row, asked.Reason, asked.Judgement));
            Assert.Equal(answers >= 3, asked.Expected is not null);
            // The first two are the same number.
            session.Answer(answers < 2 ? "1" : LabellingTables.NumberOf(table, asked.Row));
            if (answers == 2)
            {
                session.Undo();
                session.Ask();
                session.Answer("2.5");
            }
        }
    }

    [Theory]
    [InlineData("3,5", "answer: \"3,5\" is no number; use digits with a point, such as 3.5, -2 or 1e6")]
    [InlineData("", "answer: \"\" is no number; use digits with a point, such as 3.5, -2 or 1e6")]
    [InlineData("nan", "answer: \"nan\" is not allowed; use a finite number, at most 3.4e38")]
    [InlineData("1e99", "answer: \"1e99\" is not allowed; use a finite number, at most 3.4e38")]
    public void What_is_no_finite_number_is_refused_in_a_line_and_changes_nothing(string text, string fault)
    {
        LabellingTable table = LabellingTables.Numbers(10);
        var session = new LabellingSession(table.Begin([]), new MemoryLog(), LabellingTables.NumberQuestions(table));
        int row = session.Ask()!.Row;
        Assert.Equal([fault], Assert.Throws<InvalidInputException>(() => session.Answer(text)).Faults);
        Assert.Equal((row, null), (session.State.Pending, session.State.Answers[row]));
        Assert.Equal(
            ["class: \"a\" cannot be added; answers of this session are numbers"], Assert.Throws<InvalidInputException>(() => session.AddClass("a")).Faults);
    }

    [Fact]
    public void Numbers_are_undone_and_corrected_as_classes_are()
    {
        LabellingTable table = LabellingTables.Numbers(10, labelled: 2);
        var session = new LabellingSession(table.Begin([]), new MemoryLog(), LabellingTables.NumberQuestions(table));
        int row = session.Ask()!.Row;
        session.Answer("+3.50");
        Assert.Equal("3.5", session.State.Answers[row]);
        session.Correct(row, "-0.0");
        Assert.Equal("0", session.State.Answers[row]);
        session.Undo();
        Assert.Equal("3.5", session.State.Answers[row]);
        session.Undo();
        Assert.Equal((row, null), (session.Ask()!.Row, session.State.Answers[row]));
        session.Skip();
        Assert.Equal([row], session.State.Skipped);
    }

    [Fact]
    public void Of_several_annotators_the_median_counts_of_two_their_mean_and_what_was_settled_holds()
    {
        LabellingState state = LabellingTables.Numbers(10).Begin([]);
        foreach ((string by, string number, string counts) in ((string, string, string)[])
            [("ann", "1", "1"), ("bob", "2.50", "1.75"), ("cid", "9", "2.5"), ("dot", "9.0", "5.75")])
        {
            state.Apply(new RowImported(3, number) { By = by });
            Assert.Equal(counts, state.Answers[3]);
        }
        Assert.Equal([3], state.Conflicts);
        state.Apply(new ConflictSettled(3, "4") { By = "ann" });
        state.Apply(new RowImported(3, "100") { By = "eve" });
        Assert.Equal("4", state.Answers[3]);
        Assert.Empty(state.Conflicts);
        // Two texts of one number are no disagreement.
        state.Apply(new RowImported(4, "7") { By = "ann" });
        state.Apply(new RowImported(4, "7.0") { By = "bob" });
        Assert.Empty(state.Conflicts);
    }

    [Fact]
    public void Alpha_of_Krippendorffs_example_C_by_the_interval_metric_is_as_published()
    {
        // K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): 0.849 of the data of example C as interval data.
        string[] observers = ["123321412???", "1233224125??", "?33323422513", "12332441251?"];
        LabellingState state = LabellingTables.Numbers(12).Begin([]);
        for (int who = 0; who < observers.Length; who++)
        {
            for (int row = 0; row < 12; row++)
            {
                if (observers[who][row] != '?')
                {
                    state.Apply(new RowImported(row, $"{observers[who][row]}") { By = $"{who}" });
                }
            }
        }
        AnnotatorAgreement agreement = AnnotatorAgreement.Of(state);
        Assert.Equal(0.849, agreement.Alpha!.Value, 0.0005);
        Assert.Equal((11, 6), (agreement.Rows, agreement.Pairs.Count));
        Assert.All(agreement.Pairs, pair => Assert.InRange(pair.Agreement, 0.5, 1));
    }

    [Fact]
    public void The_error_is_small_of_what_a_line_tells_about_1_of_chance_and_held_back_rows_alone_are_measured()
    {
        LabellingTable line = LabellingTables.Numbers(120, labelled: 100);
        Assert.InRange(Meter(line, None).Measure(line.Begin([]))[^1].Quality!.Value, 0, 0.05);

        LabellingTable table = LabellingTables.Numbers(120);
        LabellingState chance = table.Begin([]);
        var generator = new Pcg64(2);
        for (int row = 0; row < 100; row++)
        {
            chance.Apply(new RowImported(row, $"{generator.NextInt(1000)}"));
        }
        Measurement measured = Meter(table, None).Measure(chance)[^1].Quality!;
        Assert.InRange(measured.Value, 1 - (4 * measured.StandardError), 1 + (4 * measured.StandardError));

        IReadOnlySet<int> heldBack = new SortedSet<int>(Enumerable.Range(0, 20));
        LabellingState state = line.Begin([]);
        Checkpoint right = Meter(line, heldBack).Measure(state)[^1];
        Assert.Equal((80, 20), (right.Labels, right.Quality!.Rows));
        foreach (int row in heldBack)
        {
            state.Apply(new LabelCorrected(row, $"{row * 1000}"));
        }
        Checkpoint wrong = Meter(line, heldBack).Measure(state)[^1];
        Assert.InRange(wrong.Quality!.Value, 1, double.PositiveInfinity);
        Assert.Equal(right.Predictions, wrong.Predictions);
    }

    [Fact]
    public void Labelling_stops_paying_where_predictions_are_stable_and_the_error_is_level()
    {
        LabellingTable table = LabellingTables.Numbers(350);
        LabellingState state = table.Begin([]);
        var noise = new Pcg64(6);
        for (int row = 0; row < 300; row++)
        {
            double number = double.Parse(LabellingTables.NumberOf(table, row), CultureInfo.InvariantCulture) + (0.3 * noise.NextGaussian());
            state.Apply(new RowImported(row, number.ToString(CultureInfo.InvariantCulture)));
        }
        Assert.True(StopAdvice.IsDue(Meter(table, None).Measure(state), state.Space));
        double[] mixed = [.. Enumerable.Range(0, 100)];
        double[] turned = [.. mixed.Reverse()];
        Assert.True(Stops((0.5, mixed), (0.5, mixed), (0.5, mixed), (0.5, mixed)));
        Assert.False(Stops((0.5, mixed), (0.5, mixed), (0.5, mixed)));
        Assert.False(Stops((0.5, mixed), (0.5, mixed), (0.5, mixed), (0.5, turned)));
        Assert.False(Stops((0.9, mixed), (0.5, mixed), (0.5, mixed), (0.5, mixed)));
        // An error that has risen is no reason to go on.
        Assert.True(Stops((0.3, mixed), (0.5, mixed), (0.5, mixed), (0.5, mixed)));

        static bool Stops(params (double Error, double[] Predictions)[] checkpoints) => StopAdvice.IsDue(
            [.. checkpoints.Select((one, i) => new Checkpoint(10 * (i + 1), new Measurement(one.Error, 100, 0.05, HigherIsBetter: false), one.Predictions))],
            AnswerSpace.Numbers);
    }

    [Fact]
    public void The_labelled_table_keeps_the_texts_of_the_file_and_reads_back_with_every_number()
    {
        LabellingTable table = LabellingTables.Numbers(20, labelled: 4);
        LabellingState state = table.Begin([]);
        state.Apply(new QuestionAsked(9));
        state.Apply(new RowLabelled(9, "1250.50"));
        string path = _folder.Path("out.csv");
        LabelledFile.Write(path, table, state);
        string[] lines = File.ReadAllLines(path);
        Assert.EndsWith($",{LabellingTables.NumberOf(table, 0)}0", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",1250.5", lines[10], StringComparison.Ordinal);
        Dataset back = DatasetReader.Read(path, new DatasetReaderOptions { Kind = TargetKind.Number });
        Assert.Equal([0, 1, 2, 3, 9], Enumerable.Range(0, 20).Where(back.HasTarget));
        Assert.Equal(1250.5f, back.Targets[9]);
    }

    [Fact]
    public void A_session_written_as_lines_edited_as_a_table_or_labelled_in_Label_Studio_comes_back()
    {
        LabellingTable table = LabellingTables.Numbers(20, labelled: 4);
        var fingerprint = TableFingerprint.Of(table.Cells);
        LabellingState state = table.Begin([]);
        state.Apply(new RowImported(9, "2.50") { By = "ann" });
        state.Apply(new RowImported(9, "3") { By = "bob" });
        state.Apply(new RowImported(10, null) { By = "ann" });
        string lines = _folder.Path("out.jsonl");
        LabelledLines.Write(lines, table, fingerprint, state);
        LabellingState other = table.Begin([]);
        Import(other, lines);
        Assert.Equal(state.Answers, other.Answers);
        Assert.Equal(state.OpinionsOf(9), other.OpinionsOf(9));
        Assert.Empty(other.OpinionsOf(0));

        string edited = _folder.Path("edited.csv");
        LabelledFile.Write(edited, table, other);
        string[] rows = File.ReadAllLines(edited);
        rows[10] += "0";
        rows[12] += "7.5";
        File.WriteAllLines(edited, rows);
        // 2.750 is what 2.75 says; only row 11 is new.
        Assert.Equal([new RowImported(11, "7.5") { By = "cid" }], Import(other, edited, "cid").Events.Skip(1));

        Import(other, _folder.Write("export.json", $$"""
            [{"id": 1, "data": {"rlquery_row": 12, "rlquery_hash": "{{fingerprint.HashOf(12)}}"}, "annotations": [{"completed_by": 7, "result": [
               {"from_name": "sure", "type": "choices", "value": {"choices": ["very"]} },
               {"from_name": "target", "to_name": "cells", "type": "number", "value": {"number": 4.50} }]}]}]
            """));
        Assert.Equal([new Opinion("7", "4.5")], other.OpinionsOf(12));
        string wrong = _folder.Write("wrong.jsonl", """{"rlquery_row":13,"target":"many","annotator":"ann"}""");
        Assert.Equal(
            [$"{wrong}: line 1: row 13: answer: \"many\" is no number; use digits with a point, such as 3.5, -2 or 1e6", "nothing was imported"],
            Assert.Throws<InvalidInputException>(() => Import(other, wrong)).Faults);

        ImportSummary Import(LabellingState into, string path, string? by = null)
        {
            ImportSummary brought = SessionImport.Read(path, table, fingerprint, into, by);
            foreach (LabellingEvent next in brought.Events)
            {
                into.Apply(next);
            }
            return brought;
        }
    }

    [Fact]
    public void Tasks_for_Label_Studio_ask_for_a_number_and_carry_the_one_that_is_expected()
    {
        LabellingTable table = LabellingTables.Numbers(20, labelled: 8);
        LabellingState state = table.Begin([]);
        string path = _folder.Path("tasks.json");
        IReadOnlyList<Expectation?> expected = new ExpectedAnswers(table, new RidgeRegressionFactory(), 5, None).Of(state, [9]);
        string configuration = LabelStudioFile.Write(path, table, TableFingerprint.Of(table.Cells), [], [new LabelStudioTask(9, expected[0])], "model");
        Assert.Contains("<Number name=\"target\" toName=\"cells\" required=\"true\" />", File.ReadAllText(configuration), StringComparison.Ordinal);
        string text = File.ReadAllText(path);
        Assert.Contains("\"type\": \"number\"", text, StringComparison.Ordinal);
        Assert.Contains($"\"number\": {expected[0]!.Number!.Value.ToString("R", CultureInfo.InvariantCulture)}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("score", text, StringComparison.Ordinal);
    }

    private static ProgressMeter Meter(LabellingTable table, IReadOnlySet<int> heldBack) => new(table, new RidgeRegressionFactory(), 5, heldBack);

    private static List<LabellingEvent> Play(LabellingTable table, int heldBack, string strategy, List<LabellingEvent> before)
    {
        LabellingState state = table.Begin([]);
        before.ForEach(state.Apply);
        var log = new MemoryLog();
        log.Events.AddRange(before);
        var session = new LabellingSession(state, log, LabellingTables.NumberQuestions(table, heldBack, strategy));
        foreach (char action in "aasauaacauusaauaa".Skip(before.Count(happened => happened is not QuestionAsked)))
        {
            int row = session.Ask()!.Row;
            switch (action)
            {
                case 'a':
                    session.Answer(LabellingTables.NumberOf(table, row));
                    break;
                case 's':
                    session.Skip();
                    break;
                case 'u':
                    session.Undo();
                    break;
                default:
                    session.Correct(state.Labelled[^1], "1.25");
                    break;
            }
        }
        return log.Events;
    }
}
