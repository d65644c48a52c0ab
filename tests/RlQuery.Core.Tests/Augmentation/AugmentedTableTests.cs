using System.Globalization;
using RlQuery.Core.Augmentation;
using RlQuery.Core.Augmentation.Methods;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Augmentation;

public sealed class AugmentedTableTests
{
    private static readonly string[] Classes = ["a", "b", "c"];

    [Theory]
    [InlineData("smote")]
    [InlineData("mixup")]
    public void A_number_lies_between_those_of_its_parents_and_has_no_more_decimals(string method)
    {
        Table table = Numbers(60, seed: 3);
        foreach (MadeRow row in Make(table, 60, method).Rows)
        {
            for (int column = 0; column < 2; column++)
            {
                double[] parents = [.. row.Parents.Select(parent => Number(table.Columns[column].CellOf(parent)))];
                Assert.InRange(Number(row.Cells[column]), parents.Min(), parents.Max());
                Assert.Equal(Math.Round(Number(row.Cells[column]), 2), Number(row.Cells[column]));
            }
        }
    }

    [Fact]
    public void Parents_of_smote_are_of_the_class_and_the_second_is_one_of_the_five_nearest()
    {
        Table table = Numbers(60, seed: 4);
        double[] scale = [.. Enumerable.Range(0, 2).Select(column => MathNet.Numerics.Statistics.ArrayStatistics.PopulationStandardDeviation(
            [.. table.Columns[column].Cells.Select(Number)]))];
        double Squared(int a, int b) => Enumerable.Range(0, 2).Sum(column => Math.Pow(
            (Number(table.Columns[column].CellOf(a)) - Number(table.Columns[column].CellOf(b))) / scale[column], 2));
        foreach (MadeRow row in Make(table, 60, "smote").Rows)
        {
            int[] own = [.. Enumerable.Range(0, 60).Where(other => table.Columns[2].CellOf(other) == Classes[row.Label])];
            Assert.Subset(own.ToHashSet(), row.Parents.ToHashSet());
            int nearer = own.Count(other => other != row.Parents[0] && Squared(row.Parents[0], other) < Squared(row.Parents[0], row.Parents[1]) - 1e-9);
            Assert.InRange(nearer, 0, 4);
        }
    }

    [Fact]
    public void A_category_is_that_of_most_of_the_nearest_rows_of_the_class()
    {
        // Class a: colour follows x. All five nearest rows of a row with x below 50 are red but for a single blue one.
        string[] lines =
        [
            .. Enumerable.Range(0, 10).Select(i => $"{i},{(i == 4 ? "blue" : "red")},a"),
            .. Enumerable.Range(0, 10).Select(i => $"{i + 100},green,b"),
        ];
        MadeRows made = Make(TableOf("x,colour,label", lines), 40, "smote");
        Assert.All(made.Rows.Where(row => row.Label == 0), row => Assert.Equal("red", row.Cells[1]));
        Assert.All(made.Rows.Where(row => row.Label == 1), row => Assert.Equal("green", row.Cells[1]));
        Assert.Contains(made.Rows, row => row.Label == 0 && row.Parents[0] == 4);
    }

    [Theory]
    [InlineData("smote")]
    [InlineData("copula")]
    [InlineData("mixup")]
    public void No_made_row_is_a_copy_of_a_real_or_another_made_one(string method)
    {
        Table table = TableOf("x,y,label", [.. Enumerable.Range(0, 40).Select(i => $"{i % 4},{i / 4 % 3},{Classes[i % 2]}")]);
        HashSet<string> real = [.. Enumerable.Range(0, 40).Select(row => $"{table.Columns[0].CellOf(row)},{table.Columns[1].CellOf(row)}")];
        string[] made = [.. Make(table, 30, method).Rows.Select(row => string.Join(',', row.Cells))];
        Assert.Equal(made.Distinct(), made);
        Assert.Empty(made.Intersect(real));
    }

    [Fact]
    public void Rare_classes_come_first_until_all_are_alike()
    {
        Table table = TableOf(
            "x,y,label", [.. Enumerable.Range(0, 36).Select(i => $"{i * 7 % 36}.5,{i * 5 % 36}.25,{(i < 4 ? "a" : i < 14 ? "b" : "c")}")]);
        Assert.Equal([6, 0, 0], Made(table, 6));
        Assert.Equal([10, 4, 0], Made(table, 14));
        Assert.Equal([20, 14, 2], Made(table, 36));
    }

    [Fact]
    public void Rows_of_no_class_are_judged_better_than_rows_of_another_and_the_best_come_first()
    {
        MadeRows made = Make(Numbers(90, seed: 5), 90, "smote");
        Assert.Equal(made.Rows.Select(row => row.Quality).OrderDescending(), made.Rows.Select(row => row.Quality));
        Assert.All(made.Rows, row => Assert.InRange(row.Difficulty, 0, 1));
        // Of two clouds five deviations apart, rows are sure; of one cloud with random labels they are not.
        Table noise = TableOf("x,y,label", [.. Cloud(60, 6).Select((point, i) => $"{point},{Classes[i % 2]}")]);
        Assert.True(made.Rows.Average(row => row.Quality) > Make(noise, 60, "smote").Rows.Average(row => row.Quality) + 0.1);
        Assert.True(made.Rows.Average(row => row.Difficulty) < Make(noise, 60, "smote").Rows.Average(row => row.Difficulty) - 0.2);
    }

    [Fact]
    public void The_order_of_rows_changes_nothing_and_parents_are_rows_of_the_file()
    {
        string[] lines = [.. Cloud(50, 7).Select((point, i) => $"{point},{(i % 3 == 0 ? "red" : "blue")},{(i % 5 == 4 ? "" : Classes[i % 2])}")];
        int[] order = new Pcg64(8).Permutation(lines.Length);
        MadeRows first = Make(TableOf("x,y,colour,label", lines), 40, "smote", "copula", "mixup");
        MadeRows second = Make(TableOf("x,y,colour,label", [.. order.Select(row => lines[row])]), 40, "smote", "copula", "mixup");
        Assert.Equal(Texts(first), Texts(second));
        Assert.Equal(first.Rows.Select(row => string.Join(' ', row.Parents)), second.Rows.Select(row => string.Join(' ', row.Parents.Select(at => order[at]))));
        Assert.NotEqual(Texts(first), Texts(Make(TableOf("x,y,colour,label", lines), 40, seed: 2, "smote", "copula", "mixup")));
    }

    [Fact]
    public void Missing_cells_stay_missing_where_the_first_parent_lacks_them()
    {
        Table table = TableOf(
            "x,y,label", [.. Cloud(40, 9).Select((point, i) => $"{(i % 3 == 0 ? "" : point.Split(',')[0])},{point.Split(',')[1]},{Classes[i % 2]}")]);
        Assert.All(Make(table, 40, "smote").Rows, row => Assert.Equal(table.Columns[0].CellOf(row.Parents[0]) is null, row.Cells[0] is null));
        int missing = Make(table, 400, "copula").Rows.Count(row => row.Cells[0] is null);
        Assert.InRange(missing, 60, 220);
    }

    [Fact]
    public void A_class_with_a_single_row_is_told_of_and_others_are_made()
    {
        Table table = TableOf("x,y,label", [.. Cloud(21, 10).Select((point, i) => $"{point},{(i == 0 ? "c" : Classes[i % 2])}")]);
        MadeRows made = Make(table, 12, "smote");
        Assert.Equal(["class c has 1 labelled row; smote needs 2: no row of it is made"], made.Notes);
        Assert.DoesNotContain(made.Rows, row => row.Label == 2);
        Table single = TableOf("x,y,label", ["1,2,a", "3,4,b"]);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Make(single, 3, "smote"));
        Assert.Equal(
            ["class a has 1 labelled row; smote needs 2: no row of it is made", "class b has 1 labelled row; smote needs 2: no row of it is made"],
            refused.Faults);
    }

    [Fact]
    public void Words_are_left_out_or_swapped_and_none_is_added()
    {
        string[] lines = [.. Enumerable.Range(0, 24).Select(i =>
            string.Join(' ', Enumerable.Range(0, 12).Select(word => $"w{i}x{word}")) + $",{Classes[i % 2]}")];
        Table table = TableOf("text,label", lines);
        foreach (MadeRow row in Make(table, 20, "deletion", "swap").Rows)
        {
            string[] parent = table.Columns[0].CellOf(row.Parents[0])!.Split(' ');
            string[] words = row.Cells[0]!.Split(' ');
            if (row.Method == "swap")
            {
                Assert.Equal(parent.Order(), words.Order());
                Assert.NotEqual(parent, words);
            }
            else
            {
                Assert.Equal(11, words.Length);
                Assert.Equal(words, parent.Where(words.Contains));
            }
        }
    }

    [Fact]
    public void Bad_input_is_told_in_a_line_for_each_fault()
    {
        Assert.Equal(["data.csv: no row is labelled; rows are made of labelled rows of at least 2 classes"], Faults(() =>
            AugmentedTable.Of(TableOf("x,label", ["1,", "2,"]), null, new Words())));
        Assert.Equal(["data.csv: only the class a has labels; rows are made of labelled rows of at least 2 classes"], Faults(() =>
            AugmentedTable.Of(TableOf("x,label", ["1,a", "2,"]), null, new Words())));
        var table = AugmentedTable.Of(TableOf("x,label", ["1,a", "2,b"]), null, new Words());
        Assert.Equal(
            ["method: smot is unknown; did you mean 'smote'?", "method: swap needs a column of texts"],
            Faults(() => table.Choose(RowMethods.All, ["smot", "swap"])));
    }

    private static IReadOnlyList<string> Faults(Func<object> attempt) => Assert.Throws<InvalidInputException>(attempt).Faults;

    private static int[] Made(Table table, int count)
    {
        MadeRows made = Make(table, count, "smote", "mixup");
        return [.. Classes.Select((_, label) => made.Rows.Count(row => row.Label == label))];
    }

    private static IEnumerable<string> Texts(MadeRows made) => made.Rows.Select(row => FormattableString.Invariant(
        $"{string.Join(',', row.Cells)} {row.Label} {row.Method} {row.Difficulty} {row.Quality}"));

    private static MadeRows Make(Table table, int count, params string[] methods) => Make(table, count, 1, methods);

    private static MadeRows Make(Table table, int count, ulong seed, params string[] methods)
    {
        var augmented = AugmentedTable.Of(table, null, new Words());
        return augmented.Make(new AugmentationOptions(count, augmented.Choose(RowMethods.All, methods), seed));
    }

    private static Table Numbers(int rows, ulong seed) => TableOf("x,y,label", [.. Cloud(rows, seed).Select((point, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{Number(point.Split(',')[0]) + (i % 2 * 5):F2},{point.Split(',')[1]},{Classes[i % 2]}"))]);

    private static IEnumerable<string> Cloud(int rows, ulong seed)
    {
        var random = new Pcg64(seed);
        return
        [
            .. Enumerable.Range(0, rows).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{random.NextGaussian():F2},{random.NextGaussian():F2}")),
        ];
    }

    private static double Number(string? cell) => double.Parse(cell!, CultureInfo.InvariantCulture);

    private static Table TableOf(string header, string[] lines)
    {
        string[][] cells = [.. lines.Select(line => line.Split(','))];
        TableColumn[] columns = [.. header.Split(',').Select((name, column) =>
            new TableColumn(name, ColumnKind.Unknown, [.. cells.Select(row => row[column].Length == 0 ? null : row[column])]))];
        return new Table("data", "data.csv", columns, [.. Enumerable.Range(2, lines.Length)]);
    }

    // Categories one-hot, texts by their words, missing numbers as 0 with a column that says so.
    private sealed class Words : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features)
        {
            (string Name, float[] Values)[] columns = [.. features.Columns.SelectMany(Encode)];
            return new FeaturizedTable(
                [.. columns.Select(column => column.Name)],
                [.. Enumerable.Range(0, features.Rows).SelectMany(row => columns.Select(column => column.Values[row]))]);
        }

        private static IEnumerable<(string, float[])> Encode(TableColumn column)
        {
            if (column.Kind == ColumnKind.Numeric)
            {
                return
                [
                    (column.Name, [.. column.Cells.Select(cell => cell is null ? 0 : (float)Number(cell))]),
                    (column.Name + "=missing", [.. column.Cells.Select(cell => cell is null ? 1f : 0)]),
                ];
            }
            string[][] words = [.. column.Cells.Select(cell => (cell ?? "").Split(' '))];
            return words.SelectMany(row => row).Distinct().Order(StringComparer.Ordinal).Select(word =>
                ($"{column.Name}={word}", words.Select(row => (float)(1 + Array.IndexOf(row, word)) / row.Length).ToArray()));
        }
    }
}
