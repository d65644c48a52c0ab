using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.AnnotationTasks;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Labelling.AnnotationTasks;

public sealed class AnnotationTaskMakerTests
{
    private const int Rows = 90;

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public void Probabilities_of_a_row_sum_to_one_and_fall(int labelled) => Assert.All(Make(LabellingTables.Clouds(Rows, labelled)).Tasks, task =>
    {
        Assert.Equal(1, task.Suggestions.Sum(one => one.Probability), 9);
        Assert.Equal(task.Suggestions.OrderByDescending(one => one.Probability), task.Suggestions);
    });

    [Fact]
    public void Examples_are_labelled_rows_of_the_class_that_they_claim_and_the_nearest_of_it()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, 40, apart: 1);
        Assert.All(Make(table).Tasks, task =>
        {
            Assert.NotEmpty(task.Alike);
            Assert.NotEmpty(task.Unlike);
            Assert.All(task.Alike, one => Assert.Equal(task.Suggestions[0].Label, one.Label));
            Assert.All(task.Unlike, one => Assert.NotEqual(task.Suggestions[0].Label, one.Label));
            Assert.All(task.Alike.Concat(task.Unlike), one => Assert.Equal(table.Cells.Columns[table.Target].Cells[one.Row], one.Label));
            foreach (TaskExample nearest in new[] { task.Alike[0], task.Unlike[0] })
            {
                IEnumerable<int> others = Enumerable.Range(0, 40).Where(row => LabellingTables.Truth(row) == nearest.Label);
                Assert.Equal(others.Min(row => Distance(table, task.Row, row)), nearest.Distance, 4);
            }
        });
    }

    [Fact]
    public void Tasks_are_ranked_by_gain_per_second()
    {
        AnnotationTask[] tasks = [.. Make(LabellingTables.Clouds(Rows, 20, apart: 1)).Tasks];
        Assert.Equal(tasks.Select(task => task.Gain / task.Seconds).OrderDescending(), tasks.Select(task => task.Rate));
        Assert.All(tasks, task => Assert.InRange(task.Gain!.Value, 0, 1));
        Assert.All(tasks, task => Assert.InRange(task.Useful, 0.5, 1));
    }

    [Fact]
    public void The_order_of_rows_in_the_file_changes_no_ranking()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, 40, apart: 1);
        int[] permutation = new Pcg64(5, "rows").Permutation(Rows);
        LabellingTable other = LabellingTables.Of([.. table.Cells.Columns.Select(column =>
            (column.Name, permutation.Select(row => column.Cells[row]).ToArray()))]);
        AnnotationTask[] tasks = [.. Make(table).Tasks];
        AnnotationTask[] others = [.. Make(other).Tasks];
        Assert.Equal(tasks.Select(task => task.Row), others.Select(task => permutation[task.Row]));
        Assert.All(tasks.Zip(others), pair => Assert.Equal(pair.First.Rate!.Value, pair.Second.Rate!.Value, 5));
        Assert.Equal(tasks.Select(task => task.Alike[0].Row), others.Select(task => permutation[task.Alike[0].Row]));
    }

    [Fact]
    public void Before_two_classes_are_labelled_suggestions_are_shares_and_no_gain_is_claimed()
    {
        AnnotationTaskList none = Make(LabellingTables.Clouds(Rows));
        Assert.All(none.Tasks, task => Assert.Equal([0.5, 0.5], task.Suggestions.Select(one => one.Probability)));
        Assert.All(none.Tasks, task => Assert.Null(task.Rate));
        Assert.Contains(none.Notes, note => note.Contains("shares of the classes", StringComparison.Ordinal));
        AnnotationTask one = Make(LabellingTables.Clouds(Rows, 1)).Tasks[0];
        Assert.Equal(["no", "yes"], one.Suggestions.Select(suggestion => suggestion.Label));
        Assert.Equal(2 / 3.0, one.Suggestions[0].Probability, 9);
    }

    [Fact]
    public void A_record_of_disagreement_calibrates_the_difficulty()
    {
        LabellingTable table = LabellingTables.Clouds(200, 40, apart: 2);
        // Annotators disagree near the border alone.
        RecordedAnswers[] recorded = [.. Enumerable.Range(60, 100).Select(row => new RecordedAnswers(row, IsNearBorder(table, row) ? [0, 1] : [1, 1], 0))];
        AnnotationTaskList tasks = Make(table, new AnswerHistory(recorded, []), count: 100);
        Assert.All(tasks.Tasks, task => Assert.True(task.IsCalibrated));
        double near = tasks.Tasks.Where(task => IsNearBorder(table, task.Row)).Average(task => task.Difficulty);
        double far = tasks.Tasks.Where(task => !IsNearBorder(table, task.Row)).Average(task => task.Difficulty);
        Assert.True(near > 1.5 * far, $"{near} {far}");
        Assert.Contains(tasks.Notes, note => note.StartsWith("difficulty: fitted", StringComparison.Ordinal));
        Assert.Contains(Make(table).Notes, note => note.StartsWith("difficulty: uncalibrated", StringComparison.Ordinal));
    }

    [Fact]
    public void Times_of_answers_are_fitted()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, 20);
        var history = new AnswerHistory([], [.. Enumerable.Range(20, 10).Select(row => (row, 7.0))]);
        Assert.All(Make(table, history).Tasks, task => Assert.Equal(7, task.Seconds, 9));
        Assert.All(Make(table).Tasks, task => Assert.Equal(1.55 + (2 * 60 / 238.0), task.Seconds, 9));
    }

    [Fact]
    public void A_table_of_one_class_is_refused_in_one_line()
    {
        LabellingTable table = LabellingTables.Clouds(Rows, 1);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Make(table, AnswerHistory.None, 5, table.Begin([])));
        Assert.Equal(["table.csv: only the class no is known; at least 2 are needed: give --class NAME for each"], refused.Faults);
    }

    private static AnnotationTaskList Make(LabellingTable table, AnswerHistory? history = null, int count = 8, LabellingState? state = null) =>
        AnnotationTaskMaker.Make(
            table, state ?? LabellingTables.Begin(table), history ?? AnswerHistory.None, Known.Parts.Find<IQueryStrategy>("margin"),
            new LogisticRegressionFactory(), new AnnotationTaskOptions(count));

    private static bool IsNearBorder(LabellingTable table, int row) => Math.Abs(Cell(table, 0, row) - 1) < 1;

    private static double Distance(LabellingTable table, int first, int second) => Math.Sqrt(Enumerable.Range(0, 2).Sum(column =>
    {
        double[] values = [.. Enumerable.Range(0, table.Cells.Rows).Select(row => Cell(table, column, row))];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return Math.Pow((values[first] - values[second]) / deviation, 2);
    }));

    private static double Cell(LabellingTable table, int column, int row) =>
        double.Parse(table.Cells.Columns[column].Cells[row]!, System.Globalization.CultureInfo.InvariantCulture);
}
