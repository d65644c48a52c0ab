using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Queries;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Core.Tests.Queries;

public sealed class RangeCheckTests
{
    [Fact]
    public void The_order_of_rows_changes_nothing()
    {
        RangeAlarm alarm = Check(Table(i => i), 0.01)!;
        RangeAlarm turned = Check(Table(i => 99 - i), 0.01)!;
        Assert.Equal("margin", alarm.Range.Name);
        Assert.Equal(alarm.Range.Name, turned.Range.Name);
        Assert.Equal(alarm.Value, turned.Value, 1e-4);
        Assert.Null(Check(Table(i => i), 1));
        Assert.Null(Check(Table(i => 99 - i), 1));
    }

    [Fact]
    public void While_one_class_is_labelled_no_signal_sets_off_the_alarm()
    {
        Dataset table = Table(i => i);
        Assert.Null(Check(table.Without(Enumerable.Range(0, 100).Where(row => table.Labels[row] == 0)), 0.01));
    }

    private static RangeAlarm? Check(Dataset data, double most)
    {
        var range = new PolicyRange("ab", 1, 1, [new ValueRange(RangeValue.Deviation, "margin", [0, 0, 0, most, most])]) { Format = PolicyRange.CurrentFormat };
        return RangeCheck.Of(data, range, SamplePolicy.Create(), Known.Parts.FindLearner("logistic-regression", TargetKind.Class), 40, 0);
    }

    // Every ninth row is labelled.
    private static Dataset Table(Func<int, int> order)
    {
        float[] values = new float[200];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++)
        {
            var generator = new Pcg64((ulong)order(i));
            labels[i] = order(i) % 9 == 0 ? order(i) % 2 : Dataset.Unlabelled;
            values[2 * i] = (float)generator.NextGaussian() + (2 * (order(i) % 2));
            values[(2 * i) + 1] = (float)generator.NextGaussian();
        }
        return Dataset.ForClassification("table", "table.csv", values, labels, ["x", "y"], ["a", "b"]);
    }
}
