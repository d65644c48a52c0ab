using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

/// <summary>Sessions whose answers are sets of classes.</summary>
public sealed class SetSessionTests : IDisposable
{
    private static readonly IReadOnlySet<int> None = HeldBackRows.Draw(1, 0, 0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void The_rows_are_those_that_are_chosen_at_once_and_a_stop_changes_none(int labelled)
    {
        LabellingTable table = Table(40, labelled);
        LabellingState state = Begin(table);
        StrategyQuestions questions = Questions(table);
        var session = new LabellingSession(state, new MemoryLog(), questions);
        for (int answers = 0; answers < 20; answers++)
        {
            Dataset data = table.Labelled(state, None);
            IQueryStrategy chooser = QueryBatch.IsLearnable(data) ? Known.Parts.Find<IQueryStrategy>("entropy") : new RepresentativeStrategy();
            Pick expected = QueryBatch.ChooseAmong(new QueryTable(data, state.Skipped), chooser, new LogisticRegressionFactory(), 1, 1, 5, 1, default)[0];
            Question asked = session.Ask()!;
            Assert.Equal((expected.Row, expected.Reason, expected.Judgement), (asked.Row, asked.Reason, asked.Judgement));
            Assert.Equal(asked.Row, Questions(table).Explain(state, asked.Row).Row);
            Assert.Equal(asked.Expected?.Probabilities ?? [], Questions(table).Explain(state, asked.Row).Expected?.Probabilities ?? []);
            if (answers == 5)
            {
                session.AddClass("dark");
            }
            session.Answer(answers % 7 == 6 ? "dark; left" : SetOf(table, asked.Row));
        }
        Assert.Equal(3, session.Ask()!.Expected!.Probabilities.Count);
    }

    [Fact]
    public void Sets_are_checked_and_written_in_one_way()
    {
        LabellingState state = Begin(Table(10, 0));
        state.Apply(new QuestionAsked(3));
        const string Twice = "label: \"left;left\" is no set of classes; write each once between semicolons, or {} for none";
        Assert.Equal(Twice, state.FaultOf(new RowLabelled(3, "left;left")));
        Assert.Equal("label: \"hgih\" is no class; did you mean 'high'?", state.FaultOf(new RowLabelled(3, "left;hgih")));
        Assert.NotNull(state.FaultOf(new RowLabelled(3, "left;")));
        Assert.Equal(
            "class: \"a;b\" is not allowed; sets of classes are written with semicolons, and {} for none", state.FaultOf(new ClassAdded("a;b")));
        state.Apply(new RowLabelled(3, "left ; high"));
        Assert.Equal("high;left", state.Answers[3]);
        state.Apply(new LabelCorrected(3, "{}"));
        Assert.Equal("{}", state.Answers[3]);
        state.Apply(new LastUndone());
        Assert.Equal("high;left", state.Answers[3]);
    }

    [Fact]
    public void Of_several_annotators_each_class_counts_that_most_name_and_of_a_tie_what_was_said_last()
    {
        LabellingState state = Begin(Table(10, 0));
        foreach ((string by, string said, string counts) in ((string, string, string)[])
            [("ann", "high;left", "high;left"), ("bob", "left", "left"), ("cid", "{}", "left"), ("dot", "high", "high")])
        {
            state.Apply(new RowImported(3, said) { By = by });
            Assert.Equal(counts, state.Answers[3]);
        }
        Assert.Equal([3], state.Conflicts);
        Assert.InRange(AnnotatorAgreement.Of(state).Alpha!.Value, -1.0, 0.5);
    }

    [Fact]
    public void Progress_is_the_share_of_classes_told_rightly_and_what_is_expected_of_a_row_is_of_each_class()
    {
        LabellingTable table = Table(120, 100);
        LabellingState state = table.Begin([]);
        Checkpoint last = new ProgressMeter(table, new LogisticRegressionFactory(), 5, None).Measure(state)[^1];
        Assert.InRange(last.Quality!.Value, 0.85, 1.0);
        Assert.Equal((100, 2 * 120), (last.Quality.Rows, last.Predictions.Length));
        Expectation expected = new ExpectedAnswers(table, new LogisticRegressionFactory(), 5, None).Of(state, [110])[0]!;
        Assert.Equal(SetOf(table, 110), Join(state.Classes.Where((_, label) => expected.Probabilities[label] > 0.5f)));
    }

    [Fact]
    public void Sets_go_out_and_come_back()
    {
        LabellingTable table = Table(20, 6);
        var fingerprint = TableFingerprint.Of(table.Cells);
        LabellingState state = Begin(table);
        state.Apply(new RowImported(9, "left;high") { By = "ann" });
        string lines = _folder.Path("out.jsonl");
        LabelledLines.Write(lines, table, fingerprint, state);
        LabellingState other = Begin(table);
        Import(other, lines);
        Assert.Equal(state.Answers, other.Answers);
        string csv = _folder.Path("out.csv");
        LabelledFile.Write(csv, table, other);
        Dataset back = DatasetReader.Read(csv, new DatasetReaderOptions { Kind = TargetKind.ClassSet });
        Assert.Equal(["high", "left"], back.LabelSets[9]!.Select(label => back.ClassNames[label]));
        Import(other, _folder.Write("export.json", $$"""
            [{"id": 1, "data": {"rlquery_row": 12, "rlquery_hash": "{{fingerprint.HashOf(12)}}"}, "annotations": [{"completed_by": 7, "result": [
               {"from_name": "tags", "type": "choices", "value": {"choices": ["left", "high"]} }]}]},
             {"rlquery_row": 13, "tags": {"choices": ["left", "high"]}, "annotator": 7}]
            """));
        Assert.Equal(("high;left", "high;left"), (other.Answers[12], other.Answers[13]));
        string configuration = LabelStudioFile.Write(
            _folder.Path("tasks.json"), table, fingerprint, state.Classes, [new LabelStudioTask(9, new Expectation([0.9f, 0.2f], null, null))], "model");
        Assert.Contains("choice=\"multiple\"", File.ReadAllText(configuration), StringComparison.Ordinal);
        Assert.Contains("\"high\"", File.ReadAllText(_folder.Path("tasks.json")), StringComparison.Ordinal);

        void Import(LabellingState into, string path)
        {
            foreach (LabellingEvent next in SessionImport.Read(path, table, fingerprint, into, null).Events)
            {
                into.Apply(next);
            }
        }
    }

    [Fact]
    public void A_session_without_a_class_asks_for_representative_rows_until_one_is_added()
    {
        LabellingTable table = Table(20, 0);
        var session = new LabellingSession(table.Begin([]), new MemoryLog(), Questions(table));
        Assert.Equal("many rows are like it", session.Ask()!.Reason);
        session.AddClass("left");
        session.Answer("left");
        session.Ask();
        session.Answer("{}");
        Assert.Single(session.Ask()!.Expected!.Probabilities);
    }

    // A row is left where x is below 0, and high where y is above it.
    private static LabellingTable Table(int rows, int labelled)
    {
        var draws = new Pcg64(4, "sets");
        string?[] x = [.. Enumerable.Range(0, rows).Select(_ => draws.NextGaussian().ToString("F3", CultureInfo.InvariantCulture))];
        string?[] y = [.. Enumerable.Range(0, rows).Select(_ => draws.NextGaussian().ToString("F3", CultureInfo.InvariantCulture))];
        string?[] tags = [.. Enumerable.Range(0, rows).Select(row => row < labelled ? SetOf(x[row]!, y[row]!) : null)];
        Table cells = LabellingTables.Cells(("x", x), ("y", y), ("tags", tags));
        return LabellingTable.Of(cells, null, null, kind: TargetKind.ClassSet);
    }

    private static LabellingState Begin(LabellingTable table) => table.Begin(["high", "left"]);

    private static string SetOf(LabellingTable table, int row) => SetOf(table.Cells.Columns[0].Cells[row]!, table.Cells.Columns[1].Cells[row]!);

    private static string SetOf(string x, string y) => Join(((string Name, bool Has)[])[("high", y[0] != '-'), ("left", x[0] == '-')]);

    private static string Join(IEnumerable<(string Name, bool Has)> classes) => Join(classes.Where(one => one.Has).Select(one => one.Name));

    private static string Join(IEnumerable<string> names) => string.Join(';', names) is { Length: > 0 } set ? set : "{}";

    private static StrategyQuestions Questions(LabellingTable table) => new(
        table, Known.Parts.Find<IQueryStrategy>("entropy"), new LogisticRegressionFactory(), 1, 5, None, OverlapRows.Draw(table.Data.Rows, 0, 5), 1);
}
