using System.Globalization;
using System.Text.Json;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

/// <summary>What answers cost: from the column of a table to strategies and curves.</summary>
public sealed class ItemCostTests
{
    private const int Rows = 80;

    private static readonly TableSchema Paid = TableSchema.Parse("""{ "columns": { "minutes": "cost" } }""", "schema.json");

    [Theory]
    [InlineData("0", "\"0\" is no cost of an answer; use 0.001 to 1000000")]
    [InlineData("-2", "\"-2\" is no cost of an answer; use 0.001 to 1000000")]
    [InlineData("long", "\"long\" is no cost of an answer; use 0.001 to 1000000")]
    [InlineData(null, "the cost is missing; use 0.001 to 1000000")]
    public void A_cost_that_is_missing_or_not_above_0_is_refused_with_its_line(string? cell, string words)
    {
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read(row => row == 4 ? cell : "1")).Faults);
        Assert.Equal($"t.csv: line 6, column minutes: {words}", fault);
    }

    [Fact]
    public void Rows_are_paid_by_the_words_of_a_text()
    {
        TableSchema schema = TableSchema.Parse("""{ "columns": { "minutes": "ignore" }, "costByLengthOf": "minutes" }""", "schema.json");
        Dataset data = Read(row => row % 2 == 0 ? "one two  three" : "", schema);
        Assert.Equal([3, 1, 3, 1], data.ItemCosts![..4]);
        TableSchema twice = TableSchema.Parse("""{ "columns": {}, "costByLengthOf": "words" }""", "schema.json");
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read(_ => "1", twice)).Faults);
        Assert.StartsWith("t.csv: costByLengthOf: column \"words\" is not there", fault, StringComparison.Ordinal);
        fault = Assert.Single(Assert.Throws<InvalidInputException>(
            () => TableSchema.Parse("""{ "columns": { "a": "cost" }, "costByLengthOf": "b" }""", "s.json")).Faults);
        Assert.Equal("s.json: columns a and b both say what an answer costs; leave one of them out", fault);
    }

    [Fact]
    public void Splits_and_starts_are_those_without_costs_and_survive_packing()
    {
        Dataset paid = Read(Minutes);
        Dataset plain = paid.Costing(null);
        Assert.Equal(plain.Hash, paid.Hash);
        Assert.Equal(Problem(plain).Start, Problem(paid).Start);
        Assert.Equal(paid.ItemCosts, PackedDataset.Read(PackedDataset.Write(paid)).ItemCosts);
        Assert.Equal(2, paid.Features);
    }

    [Fact]
    public void The_signal_is_the_cost_against_the_geometric_mean_and_a_half_where_all_cost_the_same()
    {
        Problem problem = Problem(Read(Minutes));
        double mean = Math.Exp(problem.Items.Costs!.Average(Math.Log));
        var context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        float[] values = context.Values(new ItemCostSignal());
        for (int i = 0; i < values.Length; i++)
        {
            double own = problem.Items.Costs![context.Candidates[i]];
            Assert.Equal(own / (own + mean), values[i], 5);
        }
        Assert.All(
            SignalProbe.Begin(Problem(Read(_ => "7")), new LogisticRegressionFactory()).Values(new ItemCostSignal()), value => Assert.Equal(0.5f, value));
        Assert.All(
            SignalProbe.Begin(Problem(Read(Minutes).Costing(null)), new LogisticRegressionFactory()).Values(new ItemCostSignal()),
            value => Assert.Equal(0.5f, value));
    }

    [Fact]
    public void Gain_per_cost_takes_the_row_of_the_largest_quotient()
    {
        Problem problem = Problem(Read(Minutes));
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 60, 1);
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>("margin-per-cost");
        Observation seen = episode.Observe(new ObservationBuilder(strategy.SignalList));
        float[] margins = seen.Column("margin").ToArray();
        int[] items = seen.Rows.ToArray();
        int expected = items.Zip(margins).MaxBy(one => (margins.Max() - one.Second) / problem.Items.Costs![one.First]).First;
        float[] scores = new float[seen.Count];
        strategy.Score(seen, scores);
        Assert.Equal(expected, items[Array.IndexOf(scores, scores.Max())]);
        Assert.NotEqual(expected, items[Array.IndexOf(margins, margins.Min())]);
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("random")]
    [InlineData("core-set")]
    public void Where_all_answers_cost_the_same_gain_per_cost_chooses_as_the_strategy_itself(string name)
    {
        Problem problem = Problem(Read(_ => "1"));
        Assert.Equal(Run(problem, name).Scores, Run(problem, $"{name}-per-cost").Scores);
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("margin-per-cost")]
    [InlineData("item-cost")]
    public void A_budget_of_cost_is_not_exceeded_and_curves_are_over_cost(string name)
    {
        Problem problem = Problem(Read(Minutes));
        var episode = new Episode(new LogisticRegressionFactory());
        var player = new StrategyPlayer(Known.Parts.Find<IQueryStrategy>(name));
        episode.Begin(problem, 30, 1);
        while (!episode.IsOver)
        {
            player.Take(episode);
            episode.Label();
        }
        double spent = episode.Pool.Labelled[problem.Start.Length..].ToArray().Sum(item => problem.Items.Costs![item]);
        Assert.Equal(spent, episode.Spent, 9);
        Assert.InRange(spent, 30 - problem.Items.Costs!.Max(), 30 + 1e-9);
        LearningCurve curve = Run(problem, name);
        Assert.Equal("cost", curve.CostUnit);
        Assert.Equal([.. Enumerable.Range(0, 31).Select(unit => (double)unit)], curve.Costs);
    }

    [Fact]
    public void A_dear_row_of_a_table_is_not_left_out()
    {
        Dataset paid = Read(row => row == 70 ? "900" : "1");
        Dataset asked = paid.Without(Enumerable.Range(10, Rows - 10));
        IReadOnlyList<Pick> picks = QueryBatch.Choose(
            asked, Known.Parts.Find<IQueryStrategy>("random"), new LogisticRegressionFactory(), Rows - 10, budget: 5, seed: 1);
        Assert.Contains(picks, pick => pick.Row == 70);
        Assert.NotEqual(70, QueryBatch.Choose(
            asked, Known.Parts.Find<IQueryStrategy>("margin-per-cost"), new LogisticRegressionFactory(), 3, budget: 5, seed: 1)[0].Row);
    }

    [Fact]
    public void Environments_draw_costs_by_lot_within_their_range()
    {
        var options = new ProblemOptions(ClassificationTask.Instance, new SplitOptions { PoolShare = 0.5 }, 1) { Costs = (0.5, 8) };
        Dataset data = Read(Minutes).Costing(null);
        double[] costs = options.Create(data, 1).Items.Costs!;
        Assert.All(costs, cost => Assert.InRange(cost, 0.5, 8));
        Assert.Equal(costs, options.Create(data, 1).Items.Costs);
        Assert.NotEqual(costs, options.Create(data, 2).Items.Costs);
        Assert.Equal("t: costs of rows are not allowed in clustering, which is paid in questions; leave the costs out", Assert.Single(
            new ProblemOptions(Known.Parts.Find<ITask>("clustering"), new SplitOptions(), 1).Faults(Read(Minutes))));
        Assert.Equal(
            ["data: answers of t have costs, and those of u are counted; evaluate them apart", "budget: 3 does not pay every answer of t; the dearest costs 6"],
            (options with { Costs = null }).CostFaults([Read(Minutes), data.Rename("u")], 3));
    }

    [Fact]
    public void Costs_that_answers_tell_are_predicted_from_those_so_far_and_never_looked_at_before()
    {
        TableSchema schema = TableSchema.Parse("""{ "columns": { "minutes": "cost" }, "costsKnown": false }""", "schema.json");
        Problem problem = Problem(Read(Minutes, schema));
        var episode = new Episode(new LogisticRegressionFactory());
        var player = new StrategyPlayer(Known.Parts.Find<IQueryStrategy>("margin-per-cost"));
        episode.Begin(problem, 30, 1);
        while (!episode.IsOver)
        {
            player.Take(episode);
            episode.Label();
        }
        int[] asked = episode.Pool.Labelled.ToArray();
        Assert.InRange(episode.Spent, 30, 30 + 6);
        // Other costs of all that was not asked for: the same choices.
        double[] other = [.. problem.Items.Costs!.Select((cost, item) => asked.Contains(item) ? cost : 50)];
        var lying = new Problem(problem.Task, problem.Items.Costing(other, areHidden: true), problem.Units, problem.Oracle, problem.Judge, problem.Start);
        var again = new Episode(new LogisticRegressionFactory());
        var same = new StrategyPlayer(Known.Parts.Find<IQueryStrategy>("margin-per-cost"));
        again.Begin(lying, 30, 1);
        while (!again.IsOver)
        {
            same.Take(again);
            again.Label();
        }
        Assert.Equal(asked, again.Pool.Labelled.ToArray());
    }

    [Fact]
    public void Predicted_costs_follow_the_features_that_tell_them()
    {
        // Cost is e to the feature: the regression finds the order of the costs.
        float[] x = [.. Enumerable.Range(0, 40).Select(i => (i - 20) / 10f)];
        Problem problem = Problems.Of(x, 1, [.. x.Select(value => value > 0 ? 1 : 0)], 2, 2, 14, 25, 37);
        Problem paid = problem.Costing([.. x.Select(value => Math.Exp(value))], areHidden: true);
        float[] values = SignalProbe.Begin(paid, new LogisticRegressionFactory()).Values(new ItemCostSignal());
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Theory]
    [InlineData("""{ "columns": { "minutes": "cost" }, "costsKnown": "no" }""", "s.json: costsKnown: \"no\" is not allowed; use true or false")]
    [InlineData(
        """{ "columns": {}, "costsKnown": false }""", "s.json: costsKnown: false is not allowed without a column of kind cost; name one, or leave it out")]
    public void What_a_schema_says_of_predicted_costs_is_checked(string text, string fault) =>
        Assert.Equal(fault, Assert.Single(Assert.Throws<InvalidInputException>(() => TableSchema.Parse(text, "s.json")).Faults));

    [Fact]
    public void An_answered_row_whose_cost_is_missing_is_refused_even_where_costs_are_predicted()
    {
        TableSchema schema = TableSchema.Parse("""{ "columns": { "minutes": "cost" }, "costsKnown": false }""", "schema.json");
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read(row => row == 4 ? null : "2", schema)).Faults);
        Assert.Equal("t.csv: line 6: the row has a label, and the cost of it is missing; use 0.001 to 1000000", fault);
    }

    [Theory]
    [InlineData("[0, 2]", "costs: [0, 2] is not allowed; use two numbers of 0.001..1000000, the lower first")]
    [InlineData("[2, 1]", "costs: [2, 1] is not allowed; use two numbers of 0.001..1000000, the lower first")]
    [InlineData("[1, 50]", "costs: an answer may cost 50, which the budget of 40 does not pay")]
    public void Costs_of_an_environment_are_checked(string costs, string fault)
    {
        string json = $$"""{ "evaluation": ["iris"], "signals": ["margin"], "reward": { "kind": "accuracy-gain" }, "costs": {{costs}} }""";
        EnvironmentDefinition definition = JsonSerializer.Deserialize<EnvironmentDefinition>(json, JsonSerializerOptions.Web)!;
        Assert.Equal([fault], EnvironmentRules.Faults(definition, Known.Parts));
    }

    private static LearningCurve Run(Problem problem, string name) => new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(30))
        .Run(problem, Known.Parts.Find<IQueryStrategy>(name), 1);

    private static Problem Problem(Dataset data) => new ProblemOptions(ClassificationTask.Instance, new SplitOptions { PoolShare = 0.6 }, 1).Create(data, 1);

    private static string Minutes(int row) => (1 + (row % 6)).ToString(CultureInfo.InvariantCulture);

    private static Dataset Read(Func<int, string?> minutes, TableSchema? schema = null)
    {
        var generator = new Core.Numerics.Pcg64(3, "rows");
        TableColumn Column(string name, Func<int, string?> cell) => new(name, ColumnKind.Unknown, [.. Enumerable.Range(0, Rows).Select(cell)]);
        string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
        double[] x = [.. Enumerable.Range(0, Rows).Select(_ => generator.NextGaussian())];
        var table = new Table(
            "t", "t.csv",
            [
                Column("x", row => Number(x[row])), Column("y", _ => Number(generator.NextGaussian())), Column("minutes", minutes),
                Column("label", row => x[row] + (0.5 * Math.Cos(row)) > 0 ? "p" : "q"),
            ],
            [.. Enumerable.Range(2, Rows)]);
        return DatasetReader.FromTable(table, new DatasetReaderOptions { Target = "label", Schema = schema ?? Paid });
    }
}
